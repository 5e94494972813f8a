namespace PrivateNumber.Emulator.Scenarios;

/// <summary>How a run and the clock of its application get along: it moves the clock, waits for it, or follows it. Times are virtual.</summary>
internal interface IPace
{
    /// <summary>What is due at once has happened when this returns, where the run can see to it.</summary>
    Task SettleAsync(CancellationToken ct);

    /// <summary>What has happened in a call has been pushed, where nothing holds the pushes up.</summary>
    /// <param name="isDelivered">Whether that is so.</param>
    /// <param name="sessionId">The call.</param>
    /// <param name="mayMove">Whether a clock that the run moves is moved for a customer who takes his time.</param>
    /// <param name="ct">Gives up.</param>
    Task DeliverAsync(Func<Task<bool>> isDelivered, string sessionId, bool mayMove, CancellationToken ct);

    Task PassAsync(TimeSpan time, CancellationToken ct);

    /// <summary>Time passes until the condition holds, which an event or a push brings, or until so much of it has passed.</summary>
    /// <param name="holds">Looked at again and again.</param>
    /// <param name="sessionId">The call that the condition is about; null for any.</param>
    /// <param name="limit">The longest time to wait.</param>
    /// <param name="ct">Gives up.</param>
    Task UntilAsync(Func<Task<bool>> holds, string? sessionId, TimeSpan limit, CancellationToken ct);

    /// <summary>The same for pushes that may come within a time, and for those that must not: then the condition is null, and all of the time passes.</summary>
    Task WithinAsync(Func<Task<bool>>? holds, string? sessionId, TimeSpan limit, CancellationToken ct);

    /// <summary>Until a call has ended and its CDR has been pushed, where anybody receives it.</summary>
    /// <param name="sessionId">The call.</param>
    /// <param name="limit">The longest time that it can take.</param>
    /// <param name="ct">Gives up.</param>
    Task UntilCallEndsAsync(string sessionId, TimeSpan limit, CancellationToken ct);

    /// <summary>Until the fate of an SMS is known.</summary>
    Task UntilDecidedAsync(Func<Task<bool>> isDecided, CancellationToken ct);
}
