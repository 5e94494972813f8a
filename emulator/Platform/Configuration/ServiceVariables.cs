namespace PrivateNumber.Emulator.Configuration;

/// <summary>
/// Variables that look like settings and are nobody's. Kubernetes tells every container of a service named <c>emulator</c> by
/// <c>EMULATOR_PORT=tcp://…</c> and its like, and so do container links, which some build servers still make.
/// </summary>
internal static class ServiceVariables
{
    private const string Service = "EMULATOR_";

    public static bool IsOne(string name, string value)
    {
        if (!name.StartsWith(Service, StringComparison.Ordinal))
        {
            return false;
        }

        return name[Service.Length..] switch
        {
            "SERVICE_HOST" or "SERVICE_PORT" => true,
            "PORT" => value.Contains("://", StringComparison.Ordinal),
            "NAME" => value.StartsWith('/'),
            var rest when rest.StartsWith("PORT_", StringComparison.Ordinal) => char.IsAsciiDigit(rest.ElementAtOrDefault("PORT_".Length)),
            var rest => rest.StartsWith("SERVICE_PORT_", StringComparison.Ordinal) || rest.StartsWith("ENV_", StringComparison.Ordinal),
        };
    }
}
