namespace PrivateNumber.Emulator.Time;

/// <summary>How the time of an application passes.</summary>
public enum ClockMode
{
    /// <summary>Time passes as on the wall.</summary>
    Real,

    /// <summary>Time stands still until it is advanced.</summary>
    Manual,

    /// <summary>Time passes faster (or slower) than on the wall, by a constant factor.</summary>
    Scaled,
}
