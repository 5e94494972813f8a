using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes.Axb;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Benchmarks;

/// <summary>
/// A million recorded calls on a manual clock: memory is bounded, and the journals say what they have dropped.
/// <c>dotnet run -c Release --project tests/Benchmarks -- soak</c>
/// </summary>
internal static class Soak
{
    private const int Calls = 1_000_000;
    private const int Report = 100_000;
    private const int AtOnce = 100;

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddPrivateNumberEmulator(new EmulatorOptions
        {
            Clock = new ClockOptions { Mode = ClockMode.Manual },
            Applications = [new ApplicationOptions { Mode = Mode.Axb, Name = "axb", Numbers = [new() { AreaCode = "0755", Count = 1 }] }],
        });
        await using var server = builder.Build();
        var world = server.Services.GetRequiredService<Worlds>().All[0];
        var (a, x) = (PhoneNumber.Parse("+8613800000021"), world.Numbers.Numbers.Single().Number);
        Bind(world, a, x);
        Console.WriteLine("    calls   managed memory   calls/s   kept: calls, recordings, pushes   pushes dropped from the journal   events ahead");
        var start = Stopwatch.GetTimestamp();
        for (var placed = 0; placed < Calls;)
        {
            for (var i = 0; i < AtOnce; i++, placed++)
            {
                world.Calls.Place(a, x, CallPlan.Default, AnswerGate.Opened);
            }

            await world.Clock.AdvanceByAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            if (placed % Report == 0)
            {
                Say(world, placed, Stopwatch.GetElapsedTime(start));
            }
        }

        return 0;
    }

    private static void Bind(World world, PhoneNumber a, PhoneNumber x)
    {
        var mode = (AxbMode)world.Mode;
        lock (world.Gate)
        {
            mode.Bind(new AxbBinding
            {
                SubscriptionId = world.Ids.SubscriptionId(),
                A = a,
                B = PhoneNumber.Parse("+8613800000022"),
                X = x,
                RecordFlag = true,
                RecordHintTone = "recordHintTone.wav",
                SubscribeTime = world.Clock.Now,
                Sequence = mode.NextSequence(),
            });
        }
    }

    private static void Say(World world, int placed, TimeSpan elapsed)
    {
        var memory = GC.GetTotalMemory(forceFullCollection: true) / 1024.0 / 1024.0;
        lock (world.Gate)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{placed,9:N0}   {memory,11:0.0} MB   {placed / elapsed.TotalSeconds,7:0}   {world.Calls.Calls.Count,7:N0} {world.Recordings.Durable.Items.Count(),7:N0} {world.Outbox.Journal.Items.Count,7:N0}   {world.Outbox.Journal.Dropped,12:N0}   {world.Clock.Pending,5:N0}"));
        }
    }
}
