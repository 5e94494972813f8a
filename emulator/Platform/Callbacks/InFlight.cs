namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Counts what is on its way, and tells when nothing is. Guarded by the World's lock.</summary>
internal sealed class InFlight : IResettable
{
    private TaskCompletionSource _none = new();
    private int _count;

    public InFlight() => _none.SetResult();

    public Task WhenNone => _none.Task;

    public void Enter()
    {
        if (_count++ == 0)
        {
            _none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Leave()
    {
        if (--_count == 0)
        {
            _none.TrySetResult();
        }
    }

    public void Reset()
    {
        _count = 0;
        _none.TrySetResult();
    }
}
