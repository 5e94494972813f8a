namespace PrivateNumber.Emulator.Time;

/// <summary>A clock that showed <paramref name="Time"/> when it was <paramref name="Wall"/> on the wall; one that stands still needs no wall.</summary>
internal sealed record ClockState(ClockMode Mode, double Factor, DateTimeOffset Time, DateTimeOffset? Wall)
{
    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem => !(double.IsFinite(Factor) && Factor > 0) ? "factor: a number above 0 is allowed"
        : Time > Clock.End ? $"time: at most {Clock.End.UtcDateTime:O} is allowed"
        : null;
}
