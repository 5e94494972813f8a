namespace OrderTaxi.Pushes;

/// <summary>Something happened in a call.</summary>
internal sealed record StatusPush(string EventType, StatusInfo? StatusInfo);

/// <summary>Of all its fields those that this application reads.</summary>
/// <param name="SessionId">The call.</param>
/// <param name="Timestamp">UTC, <c>yyyy-MM-dd HH:mm:ss</c>.</param>
/// <param name="Caller">Who called, with +86.</param>
/// <param name="UserData">As the bind gave it; null when a stranger called.</param>
internal sealed record StatusInfo(string SessionId, string Timestamp, string? Caller, string? UserData);

/// <summary>Call records: always a list, since those of calls that end together come together.</summary>
internal sealed record FeePush(string EventType, IReadOnlyList<FeeInfo>? FeeLst);

/// <summary>Of all the fields of a call's record those that this application reads. Times are as in <see cref="StatusInfo"/>.</summary>
/// <param name="SessionId">The call.</param>
/// <param name="CallerNum">Who called.</param>
/// <param name="BindNum">The privacy number.</param>
/// <param name="FwdDstNum">Who was called; null when the platform refused the call.</param>
/// <param name="CallInTime">When the call came in.</param>
/// <param name="FwdAnswerTime">When it was answered; null when it was not.</param>
/// <param name="CallEndTime">When it ended.</param>
/// <param name="UserData">As the bind gave it; null when a stranger called.</param>
internal sealed record FeeInfo(
    string SessionId, string CallerNum, string BindNum, string? FwdDstNum, string CallInTime, string? FwdAnswerTime, string? CallEndTime, string? UserData);
