using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Faults;

/// <summary>What can go wrong (contract §5): some with answers of the API, some with pushes, a delay with both.</summary>
internal enum FaultKind
{
    ResultCode,
    Delay,
    Status,
    Reset,
    Truncate,
    MalformedJson,
    EmptyReply,
    Drop,
    Duplicate,
    Reorder,
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
