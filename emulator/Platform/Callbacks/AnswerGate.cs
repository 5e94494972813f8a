using Microsoft.AspNetCore.Http;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Opens when the HTTP answer has left that caused a push, or never will: no push overtakes the answer to its cause.</summary>
internal sealed class AnswerGate
{
    /// <summary>For causes that answer nobody: the clock, a scenario.</summary>
    public static readonly AnswerGate Opened = CreateOpened();

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task WhenOpen => _opened.Task;

    public void Open() => _opened.TrySetResult();

    /// <summary>Opens when this answer has left, or its connection has broken off: not every server then says that the answer is complete.</summary>
    public static AnswerGate For(HttpResponse response)
    {
        var gate = new AnswerGate();
        response.OnCompleted(
            static state =>
            {
                ((AnswerGate)state).Open();
                return Task.CompletedTask;
            },
            gate);
        response.HttpContext.RequestAborted.UnsafeRegister(static state => ((AnswerGate)state!).Open(), gate);
        return gate;
    }

    private static AnswerGate CreateOpened()
    {
        var gate = new AnswerGate();
        gate.Open();
        return gate;
    }
}
