using System.Text.Json.Serialization;
using PrivateNumber.Emulator.Faults;

namespace PrivateNumber.Emulator.Testing;

/// <summary>Something that goes wrong; made by the static members, one for each kind.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Code">Of <see cref="FaultKind.ResultCode"/>: the platform's code.</param>
/// <param name="HttpStatus">Of <see cref="FaultKind.ResultCode"/> and <see cref="FaultKind.Status"/>: the HTTP status.</param>
/// <param name="Lasts">Of <see cref="FaultKind.Delay"/> and <see cref="FaultKind.Reorder"/>: how long, to the millisecond.</param>
public sealed record Fault(
    FaultKind Kind,
    string? Code = null,
    [property: JsonPropertyName("status")] int? HttpStatus = null,
    [property: JsonPropertyName("delay")] TimeSpan? Lasts = null)
{
    /// <summary>An answer: the connection is reset, although the operation took effect.</summary>
    public static Fault Reset { get; } = new(FaultKind.Reset);

    /// <summary>An answer: the connection ends after half of the body, although the operation took effect.</summary>
    public static Fault Truncate { get; } = new(FaultKind.Truncate);

    /// <summary>An answer: its JSON lacks the last character, although the operation took effect.</summary>
    public static Fault MalformedJson { get; } = new(FaultKind.MalformedJson);

    /// <summary>An answer: the connection ends without a byte, although the operation took effect.</summary>
    public static Fault EmptyReply { get; } = new(FaultKind.EmptyReply);

    /// <summary>A push: it is never sent.</summary>
    public static Fault Drop { get; } = new(FaultKind.Drop);

    /// <summary>A push: it is sent twice.</summary>
    public static Fault Duplicate { get; } = new(FaultKind.Duplicate);

    /// <summary>A push: its signature is well-formed, but wrong.</summary>
    public static Fault CorruptSignature { get; } = new(FaultKind.CorruptSignature);

    /// <summary>An answer: a result code; the operation has no effect.</summary>
    /// <param name="code">A code of the platform, such as <c>1010001</c>.</param>
    /// <param name="httpStatus">200 to 599; null is the one documented for the code.</param>
    /// <returns>The fault.</returns>
    public static Fault ResultCode(string code, int? httpStatus = null) => new(FaultKind.ResultCode, code, httpStatus);

    /// <summary>An answer: a bare status without a body; the operation has no effect.</summary>
    /// <param name="httpStatus">200 to 599.</param>
    /// <returns>The fault.</returns>
    public static Fault Status(int httpStatus) => new(FaultKind.Status, HttpStatus: httpStatus);

    /// <summary>An answer or a push comes late.</summary>
    /// <param name="by">Of an answer: real time, at most 24 hours. Of a push: on the application's clock.</param>
    /// <returns>The fault.</returns>
    public static Fault Delay(TimeSpan by) => new(FaultKind.Delay, Lasts: by);

    /// <summary>A push: it changes places with the next one of its call.</summary>
    /// <param name="within">How long it waits for the next one, on the application's clock; null is 1 minute.</param>
    /// <returns>The fault.</returns>
    public static Fault Reorder(TimeSpan? within = null) => new(FaultKind.Reorder, Lasts: within);
}
