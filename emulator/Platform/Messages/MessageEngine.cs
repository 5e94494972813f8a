using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>Takes every SMS that is sent to a privacy number of one application. All members take the World's lock.</summary>
internal sealed class MessageEngine(World world) : IResettable
{
    public const int JournalCapacity = 10_000;

    private readonly Dictionary<string, Question> _asked = new(StringComparer.Ordinal);
    private readonly RingBuffer<Message> _finished = new(JournalCapacity);
    private readonly MessageReporter _reporter = new(world);
    private long _sequence;

    /// <summary>Those that wait for the customer and the newest finished ones, in the order in which they reached the platform.</summary>
    public IReadOnlyList<Message> Messages
    {
        get
        {
            lock (world.Gate)
            {
                return [.. _finished.Items.Concat(_asked.Values.Select(question => question.Message)).OrderBy(message => message.Sequence)];
            }
        }
    }

    /// <summary>How many finished ones had to make room.</summary>
    public long Dropped
    {
        get
        {
            lock (world.Gate)
            {
                return _finished.Dropped;
            }
        }
    }

    /// <summary>
    /// A phone sends an SMS to a privacy number. Completes when its fate is known: at once, or with the customer's answer to Block, for which
    /// a manual clock may have to be moved. Notify leaves behind <paramref name="gate"/>; Block cannot, the answer is waiting for it.
    /// A reset meanwhile cancels the task.
    /// </summary>
    public Task<Message> SendAsync(PhoneNumber from, PhoneNumber to, string text, AnswerGate gate)
    {
        lock (world.Gate)
        {
            var route = (world.Mode as ISmsRouter)?.RouteSms(from, to, text);
            var message = new Message
            {
                Sequence = ++_sequence,
                SmsIdentifier = world.Ids.SmsIdentifier(),
                From = from,
                To = to,
                Text = text,
                ReceivedAt = world.Clock.Now,
                Direction = route?.Direction ?? Calls.Directions.Abnormal,
                Binding = route?.Binding,
            };

            // The route is looked up first all the same: a refusal names the binding and the direction that were meant.
            return (SmsRules.Refusal(world, from, to), route) switch
            {
                ({ } refusal, _) => Task.FromResult(Finish(message with { SendResult = refusal }, gate)),
                (_, SmsRoute.Refuse(var result, _, _)) => Task.FromResult(Finish(message with { SendResult = result }, gate)),
                (_, SmsRoute.Forward(var receiver, var forwarded, _, _)) => Task.FromResult(Finish(Forward(message, receiver, forwarded), gate)),
                (_, SmsRoute.Ask) => AskAsync(message, gate),
                _ => throw new InvalidOperationException($"An SMS cannot follow {route?.GetType().Name}."),
            };
        }
    }

    public void Reset()
    {
        foreach (var question in _asked.Values)
        {
            question.Answered.TrySetCanceled();
        }

        _asked.Clear();
        _finished.Clear();
        _sequence = 0;
    }

    private Task<Message> AskAsync(Message message, AnswerGate gate)
    {
        if (!Ask(message))
        {
            return Task.FromResult(Finish(message with { SendResult = SendResult.InternalError }, gate));
        }

        var question = new Question(message, gate, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _asked.Add(message.SmsIdentifier, question);
        return question.Answered.Task;
    }

    private bool Ask(Message message)
    {
        // Not behind the gate of the cause, whose answer waits for the decision.
        using var scope = world.Outbox.Behind(AnswerGate.Opened);
        return _reporter.Ask(message, reply => Answered(message.SmsIdentifier, reply));
    }

    private void Answered(string smsIdentifier, PushReply reply)
    {
        // A push that is delivered again by hand is answered again: the first answer counts.
        if (!_asked.Remove(smsIdentifier, out var question))
        {
            return;
        }

        var message = question.Message;
        message = SmsDecision.Read(reply, message.From, world.Strictness) switch
        {
            SmsDecision.Route(var called, var userData) => Forward(message with { UserData = userData }, called, message.Text),
            SmsDecision.Drop(var result, var userData) => message with { SendResult = result, UserData = userData },
            var decision => throw new InvalidOperationException($"There is no decision {decision.GetType().Name}."),
        };
        question.Answered.TrySetResult(Finish(message, question.Gate));
    }

    private Message Forward(Message message, PhoneNumber receiver, string text) => SmsRules.Carried(world, receiver) is { } failure
        ? message with { SendResult = failure }
        : message with { SendResult = SendResult.Success, ForwardedTo = receiver, ForwardedText = text };

    private Message Finish(Message message, AnswerGate gate)
    {
        _finished.Add(message);

        // An application without SMS hears of none (decision D38).
        if (world.Application.Sms)
        {
            using var scope = world.Outbox.Behind(gate);
            _reporter.Notify(message);
        }

        world.Events.Happened(world, new Happening(Happening.Sms, gate, () => MessageFields.Of(message)));
        return message;
    }

    private sealed record Question(Message Message, AnswerGate Gate, TaskCompletionSource<Message> Answered);
}
