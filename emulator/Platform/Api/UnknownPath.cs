using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Api;

/// <summary>The body of a 404: what the client may have meant (decision D4).</summary>
internal static class UnknownPath
{
    public static string Hint(string method, string path, IEnumerable<ApiOperation> operations)
    {
        var candidates = operations.ToList();
        var nearest = Closest.To(path, candidates.Select(operation => operation.Path).Distinct().ToList()) ?? candidates[0].Path;
        var verbs = candidates.Where(operation => operation.Path == nearest).Select(operation => operation.Method).ToList();
        var verb = verbs.Contains(method) ? method : verbs[0];
        return $"No such path: {method} {path}. Nearest: {verb} {nearest}\n";
    }
}
