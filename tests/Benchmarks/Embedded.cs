using System.Diagnostics;
using System.Globalization;
using PrivateNumber.Emulator.Testing;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// What an emulator of its own costs a unit test: started and disposed, one after the other and as many at a time as there are processors,
/// and what is left of them afterwards.
/// <c>dotnet run -c Release --project tests/Benchmarks -- embedded</c>
/// </summary>
internal static class Embedded
{
    private const int Count = 200;

    public static async Task<int> RunAsync()
    {
        List<WeakReference> emulators = [];
        var first = Stopwatch.GetTimestamp();
        await OnceAsync(emulators, OneApplication);
        Print("first", Stopwatch.GetElapsedTime(first).TotalMilliseconds);

        Print("one after the other", await MeasureAsync(emulators, OneApplication, parallel: 1));
        Print($"{Environment.ProcessorCount} at a time", await MeasureAsync(emulators, OneApplication, Environment.ProcessorCount));
        Print($"{Count} at a time", await MeasureAsync(emulators, OneApplication, Count));
        Print("the five ready applications", await MeasureAsync(emulators, static _ => { }, Environment.ProcessorCount));
        Print("on a socket", await MeasureAsync(emulators, static options => OneApplication(options.UseKestrel()), Environment.ProcessorCount));

        var before = Resources();
        await MeasureAsync(emulators, OneApplication, Environment.ProcessorCount);

        // On another thread: what this one still has in its hands is no leak.
        var after = await Task.Run(Resources);
        Console.WriteLine($"not collected: {emulators.Count(emulator => emulator.IsAlive)} of {emulators.Count}");
        Console.WriteLine(
            $"after {Count} more: {after.Threads - before.Threads:+0;-0;0} threads, {after.Handles - before.Handles:+0;-0;0} handles, {(after.Bytes - before.Bytes) / 1024:+0;-0;0} KB");
        return 0;
    }

    private static void OneApplication(EmulatorBuilder options) =>
        options.AddApplication("orders", Mode.Axb, app => app.StatusUrl = "http://customer.test/status");

    /// <summary>Wall time of all, divided by their number.</summary>
    private static async Task<double> MeasureAsync(List<WeakReference> emulators, Action<EmulatorBuilder> configure, int parallel)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (_, _) => await OnceAsync(emulators, configure));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Count;
    }

    /// <summary>Started, asked once, disposed: an emulator that was never used would hide what it makes at its first request.</summary>
    private static async Task OnceAsync(List<WeakReference> emulators, Action<EmulatorBuilder> configure)
    {
        await using var emulator = await PrivateNumberEmulator.StartAsync(configure);
        await emulator.Applications.ListAsync();
        lock (emulators)
        {
            emulators.Add(new WeakReference(emulator));
        }
    }

    private static (int Threads, int Handles, long Bytes) Resources()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (process.Threads.Count, process.HandleCount, GC.GetTotalMemory(forceFullCollection: true));
    }

    private static void Print(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28} {milliseconds:0.0} ms"));
}
