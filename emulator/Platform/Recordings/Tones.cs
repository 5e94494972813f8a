namespace PrivateNumber.Emulator.Recordings;

/// <summary>What a recording sounds like: a tone for each party, mixed as both sides of a call are (recording.md §5).</summary>
internal static class Tones
{
    public const int SamplesPerSecond = 8000;
    public const int Caller = 440;
    public const int Callee = 660;

    private const double Loudness = 0.3 * short.MaxValue;

    /// <summary>One second in A-law. Both tones swing a whole number of times in it, so it can be repeated without a click.</summary>
    private static readonly byte[] Second = [.. Enumerable.Range(0, SamplesPerSecond).Select(at => ALaw.Encode((short)(Swing(Caller, at) + Swing(Callee, at))))];

    /// <summary>The sound from a sample on, as far as it is at hand.</summary>
    public static ReadOnlySpan<byte> From(long sample) => Second.AsSpan((int)(sample % SamplesPerSecond));

    private static double Swing(int hertz, int sample) => Loudness * Math.Sin(Math.Tau * hertz * sample / SamplesPerSecond);
}
