using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator;

/// <summary>Who hangs up an answered call.</summary>
public enum Party
{
    /// <summary>The side that dialled X.</summary>
    Caller,

    /// <summary>The side that was rung.</summary>
    Callee,
}

/// <summary>The parties as they are written.</summary>
internal static class Parties
{
    public static Choices<Party> Names { get; } = new(("caller", Party.Caller), ("callee", Party.Callee));
}
