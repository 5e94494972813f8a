using System.Collections.Immutable;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Makes one attempt to deliver a push of one application: signs it anew, and brings it to a URL or to the stand-in customer.</summary>
internal sealed class Courier(World world, CallbackSender sender)
{
    public async Task<PushAttempt> DeliverAsync(Push push, Fault? fault, CancellationToken generation)
    {
        DateTimeOffset at;
        ImmutableArray<KeyValuePair<string, string>> headers;
        ScriptedAnswer? scripted = null;
        lock (world.Gate)
        {
            // A reset meanwhile: what the next call draws must not depend on it.
            generation.ThrowIfCancellationRequested();
            at = world.Clock.Now;
            headers = Sign(push, fault);
            if (push.Target.IsStandIn)
            {
                scripted = world.StandIn.NextAnswer(push.EventType);
            }
        }

        var reply = scripted is null
            ? await sender.SendAsync(push.Target.Url, push.Body, headers, isQuestion: push.Replied is not null, generation)
            : await AnswerInPersonAsync(scripted, generation);
        return new PushAttempt(at, headers, reply);
    }

    private ImmutableArray<KeyValuePair<string, string>> Sign(Push push, Fault? fault)
    {
        var application = world.Application;
        var auth = push.EventType == PushTypes.NumStatus && application.Switches.LegacyNumberStatusHeaders ? PushAuth.Wsse : application.PushAuth;

        // Well-formed, and wrong.
        var secret = fault is { Kind: FaultKind.CorruptSignature } ? "not " + application.AppSecret : application.AppSecret!;
        return SignedHeaders.Of(auth, application.AppKey!, secret, world.Ids.Nonce(), WallClock.Provider.GetUtcNow());
    }

    private async Task<PushReply> AnswerInPersonAsync(ScriptedAnswer answer, CancellationToken generation)
    {
        if (answer.Delay > TimeSpan.Zero)
        {
            await ParkAsync(answer.Delay < sender.Timeout ? answer.Delay : sender.Timeout, "customer answers", generation);
        }

        return answer.Delay < sender.Timeout
            ? new PushReply(answer.Status, answer.Body, null, answer.Delay)
            : PushReply.TimeOut(sender.Timeout, sender.Timeout);
    }

    /// <summary>Waits on the application's clock; meanwhile the push does not keep the clock from moving.</summary>
    private Task ParkAsync(TimeSpan delay, string what, CancellationToken generation)
    {
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (world.Gate)
        {
            generation.ThrowIfCancellationRequested();
            world.Clock.After(delay, what, () =>
            {
                lock (world.Gate)
                {
                    if (!generation.IsCancellationRequested)
                    {
                        world.InFlight.Enter();
                        due.TrySetResult();
                    }
                }
            });
            world.InFlight.Leave();
        }

        return due.Task.WaitAsync(generation);
    }
}
