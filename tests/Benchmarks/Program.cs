using BenchmarkDotNet.Running;
using PrivateNumber.Emulator.Benchmarks;

// What measures processes, disks or a million calls is no matter for BenchmarkDotNet; everything else is its own.
switch (args)
{
    case ["startup", ..]:
        return await Startup.RunAsync();
    case ["durable", ..]:
        return await DurableBinds.RunAsync();
    case ["soak", ..]:
        return await Soak.RunAsync();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Startup).Assembly).Run(args);
        return 0;
}
