namespace PrivateNumber.Emulator;

/// <summary>Who hangs up an answered call.</summary>
public enum Party
{
    /// <summary>The side that dialled X.</summary>
    Caller,

    /// <summary>The side that was rung.</summary>
    Callee,
}
