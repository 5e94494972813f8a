using BenchmarkDotNet.Running;
using PrivateNumber.Emulator.Benchmarks;

// These measure processes and what they leave behind, which BenchmarkDotNet does not; everything else is its own.
if (args is ["startup", ..])
{
    return await Startup.RunAsync();
}

if (args is ["embedded", ..])
{
    return await Embedded.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(Startup).Assembly).Run(args);
return 0;
