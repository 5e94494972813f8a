using BenchmarkDotNet.Running;
using PrivateNumber.Emulator.Benchmarks;

// "startup" measures processes, which BenchmarkDotNet does not; everything else is its own.
if (args is ["startup", ..])
{
    return await Startup.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Startup).Assembly).Run(args);
return 0;
