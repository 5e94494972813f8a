namespace PrivateNumber.Emulator.Configuration;

/// <summary>A number of an application's pool, or several that are made up from the seed.</summary>
public sealed record NumberOptions
{
    /// <summary><c>+86</c> and 11 digits; null makes up <see cref="Count"/> numbers.</summary>
    public string? Number { get; init; }

    /// <summary>The city code that the number was ordered for, with its leading 0.</summary>
    public required string AreaCode { get; init; }

    /// <summary>How many numbers to make up.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether the number was ordered with SMS (platform.md §2).</summary>
    public bool Sms { get; init; } = true;
}
