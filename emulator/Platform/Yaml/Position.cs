namespace PrivateNumber.Emulator.Yaml;

/// <summary>
/// Where a value was written. <paramref name="Source"/> is a file, a variable or a flag; lines and columns count from 1, 0 means none.
/// </summary>
internal readonly record struct Position(int Line, int Column, string? Source = null)
{
    /// <summary>Of what was never written down: a JSON body, a default.</summary>
    public static Position None => default;

    /// <summary>Of what a variable or a flag says.</summary>
    public static Position Of(string source) => new(0, 0, source);

    public override string ToString() => (Source, Line) switch
    {
        (null, 0) => "",
        (null, _) => $"{Line}:{Column}",
        (_, 0) => Source,
        _ => $"{Source}:{Line}:{Column}",
    };
}
