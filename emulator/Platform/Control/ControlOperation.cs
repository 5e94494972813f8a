using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>One operation of the control API: how its input is read, and what it does. The path is a template such as <c>calls/{sessionId}</c>.</summary>
internal sealed record ControlOperation(string Method, string Path, Func<ControlCall, Task<ControlAnswer>> Handle)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>Whether the body holds input. Where it does not, <see cref="ControlCall.Body"/> is still to be read.</summary>
    public bool HasBody { get; init; } = Method is "POST" or "PUT" or "PATCH";

    /// <summary>Whether a success waits until it is on the disk.</summary>
    public bool Changes { get; init; } = Method != "GET";

    /// <summary>An operation without input.</summary>
    public static ControlOperation Of(string method, string path, Func<ControlCall, ControlAnswer> handle) =>
        Of(method, path, static (_, _) => true, (call, _) => handle(call));

    public static ControlOperation Of<T>(
        string method, string path, Func<ControlCall, YamlMapReader, T> read, Func<ControlCall, T, ControlAnswer> handle) =>
        Of(method, path, read, (call, input) => Task.FromResult(handle(call, input)));

    /// <summary>An operation that is reached with faultless input only.</summary>
    public static ControlOperation Of<T>(
        string method, string path, Func<ControlCall, YamlMapReader, T> read, Func<ControlCall, T, Task<ControlAnswer>> handle) =>
        new(method, path, call =>
        {
            var input = call.Input.Map(map => read(call, map));
            return call.Refusal is { } refusal ? Task.FromResult(refusal) : handle(call, input);
        });

    /// <summary>An operation on the application that its path names.</summary>
    public static ControlOperation OfApplication(string method, string path, Func<ControlCall, World, ControlAnswer> handle) =>
        Of(method, path, static (call, _) => call.AppInPath(), (call, world) => handle(call, world!));

    /// <summary>The values of the template's parts in braces, or null when the path is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (template, segment) in _segments.Zip(path))
        {
            if (template[0] == '{')
            {
                // The server decodes a path but for %2F, which would make another segment.
                values[template[1..^1]] = segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            }
            else if (template != segment)
            {
                return null;
            }
        }

        return values;
    }
}
