using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Faults;

/// <summary>What can go wrong: some with answers of the API, some with pushes, a delay with both.</summary>
public enum FaultKind
{
    /// <summary>An answer: a result code in the place of the operation.</summary>
    ResultCode,

    /// <summary>An answer comes late in real time, a push late on the application's clock.</summary>
    Delay,

    /// <summary>An answer: a bare HTTP status in the place of the operation.</summary>
    Status,

    /// <summary>An answer: the operation happens, and the connection is reset.</summary>
    Reset,

    /// <summary>An answer: the operation happens, and the connection ends after half of the body.</summary>
    Truncate,

    /// <summary>An answer: the operation happens, and the JSON lacks its last character.</summary>
    MalformedJson,

    /// <summary>An answer: the operation happens, and the connection ends without a byte.</summary>
    EmptyReply,

    /// <summary>A push is never sent.</summary>
    Drop,

    /// <summary>A push is sent twice.</summary>
    Duplicate,

    /// <summary>A push changes places with the next one of its call.</summary>
    Reorder,

    /// <summary>A push has a well-formed signature that is wrong.</summary>
    CorruptSignature,
}

internal static class FaultKinds
{
    private static readonly (string Name, FaultKind Kind) Delay = ("delay", FaultKind.Delay);

    private static readonly (string Name, FaultKind Kind)[] OfAnswers =
    [
        ("resultCode", FaultKind.ResultCode), ("status", FaultKind.Status), ("reset", FaultKind.Reset), ("truncate", FaultKind.Truncate),
        ("malformedJson", FaultKind.MalformedJson), ("emptyReply", FaultKind.EmptyReply),
    ];

    private static readonly (string Name, FaultKind Kind)[] OfPushes =
    [
        ("drop", FaultKind.Drop), ("duplicate", FaultKind.Duplicate), ("reorder", FaultKind.Reorder), ("corruptSignature", FaultKind.CorruptSignature),
    ];

    public static Choices<FaultKind> Api { get; } = new([.. OfAnswers, Delay]);

    public static Choices<FaultKind> Push { get; } = new([.. OfPushes, Delay]);

    public static Choices<FaultKind> Names { get; } = new([.. OfAnswers, .. OfPushes, Delay]);
}
