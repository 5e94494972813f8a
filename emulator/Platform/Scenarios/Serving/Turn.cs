namespace PrivateNumber.Emulator.Scenarios.Serving;

/// <summary>A reactive run's permission to act; <paramref name="Links"/> runs, one causing the next, lie behind it.</summary>
internal sealed record Turn(int Links)
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Come => _come.Task;

    public void Give() => _come.TrySetResult();
}
