using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Platform.Tests.TestInfra;

/// <summary>Somebody who holds the lock of an application until the test lets go.</summary>
internal sealed class HeldGate : IDisposable
{
    private readonly ManualResetEventSlim _held = new();
    private readonly ManualResetEventSlim _letGo = new();
    private readonly Thread _holder;

    public HeldGate(World world)
    {
        _holder = new Thread(() =>
        {
            lock (world.Gate)
            {
                _held.Set();
                _letGo.Wait();
            }
        });
        _holder.Start();
        _held.Wait();
    }

    public void Dispose()
    {
        _letGo.Set();
        _holder.Join();
        _held.Dispose();
        _letGo.Dispose();
    }
}
