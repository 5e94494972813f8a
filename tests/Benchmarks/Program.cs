using BenchmarkDotNet.Running;
using PrivateNumber.Emulator.Benchmarks;

// What measures processes, disks, a million calls or what is left of them is no matter for BenchmarkDotNet; everything else is its own.
switch (args)
{
    case ["startup", ..]:
        return await Startup.RunAsync();
    case ["embedded", ..]:
        return await Embedded.RunAsync();
    case ["durable", ..]:
        return await DurableBinds.RunAsync();
    case ["soak", ..]:
        return await Soak.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Startup).Assembly).Run(args);
        return 0;
}
