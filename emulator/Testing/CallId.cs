namespace PrivateNumber.Emulator.Testing;

/// <summary>Identifies a call. Wherever one is expected, a <see cref="PlacedCall"/>, a <see cref="SimulatedCall"/> or a sessionId will do.</summary>
/// <param name="Value">The sessionId, as it stands in pushes.</param>
public readonly record struct CallId(string Value)
{
    /// <summary>Identifies a call by its sessionId.</summary>
    /// <param name="sessionId">As it stands in pushes.</param>
    public static implicit operator CallId(string sessionId) => new(sessionId);

    /// <summary>Identifies this call.</summary>
    /// <param name="call">The call.</param>
    public static implicit operator CallId(PlacedCall call) => new(call.SessionId);

    /// <summary>Identifies this call.</summary>
    /// <param name="call">The call.</param>
    public static implicit operator CallId(SimulatedCall call) => new(call.SessionId);
}
