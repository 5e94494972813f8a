namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary><c>timeUnit</c> (axe.md §1).</summary>
internal enum TimeUnit
{
    Hours,
    Minutes,
}

/// <summary>The life of a binding or of a call-back record, in the unit that it was given in; 0 never ends by itself.</summary>
internal sealed record AxeTime(int Value, TimeUnit Unit)
{
    private const int MaxHours = 720;
    private const int MinutesPerHour = 60;

    public static readonly AxeTime Endless = new(0, TimeUnit.Hours);

    /// <summary>Null has no end.</summary>
    private TimeSpan? Length => Value == 0 ? null : Unit == TimeUnit.Hours ? TimeSpan.FromHours(Value) : TimeSpan.FromMinutes(Value);

    public static int Max(TimeUnit unit) => FromHours(MaxHours, unit).Value;

    public static AxeTime FromHours(int hours, TimeUnit unit) => new(unit == TimeUnit.Hours ? hours : hours * MinutesPerHour, unit);

    public DateTimeOffset? From(DateTimeOffset start) => start + Length;

    /// <summary>Whether both end, and this one earlier than the other (axe.md §9 no. 3).</summary>
    public bool IsShorterThan(AxeTime other) => Length < other.Length;
}
