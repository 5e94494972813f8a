namespace PrivateNumber.Emulator.Server;

/// <summary>An option of the command line.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Value">What its value is called in the usage line; null takes none.</param>
/// <param name="Key">The key of the configuration that it sets.</param>
internal sealed record Option(string Name, string? Value = null, string? Key = null)
{
    public static readonly Option Config = new("--config", "FILE");
    public static readonly Option Urls = new("--urls", "URLS", "urls");
    public static readonly Option DataDir = new("--data-dir", "DIR", "dataDir");
    public static readonly Option Scenarios = new("--scenarios", "DIR", "scenarios");
    public static readonly Option PortFile = new("--port-file", "FILE", "portFile");
    public static readonly Option Report = new("--report", "junit.xml");
    public static readonly Option Names = new("--name", "NAMES");
    public static readonly Option Tags = new("--tag", "TAGS");
    public static readonly Option Target = new("--target", "URL");
    public static readonly Option Jobs = new("--jobs", "N");
    public static readonly Option Verbose = new("--verbose");
    public static readonly Option Timeout = new("--timeout", "30s");
    public static readonly Option Url = new("--url", "URL");

    /// <summary>As the usage line shows it.</summary>
    public override string ToString() => Value is null ? $"[{Name}]" : $"[{Name} {Value}]";
}
