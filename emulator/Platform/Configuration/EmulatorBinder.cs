using PrivateNumber.Emulator.Text;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Reads the whole configuration.</summary>
internal static class EmulatorBinder
{
    private static readonly EmulatorOptions Defaults = new();

    public static EmulatorOptions Bind(YamlField field) => field.Map(map =>
    {
        return new EmulatorOptions
        {
            Seed = map["seed"].Integer(0, int.MaxValue, Defaults.Seed),
            Clock = map["clock"].Map(Clock),
            ShortConnections = map["shortConnections"].Flag(Defaults.ShortConnections),
            Strictness = map["strictness"].Choice(Strictnesses.Names, Defaults.Strictness),
            Auth = map["auth"].Map(Auth),
            Callbacks = map["callbacks"].Map(Callbacks),
            Phones = map["phones"].Map(Phones),
            Applications = Applications(map["applications"]),
            Urls = map["urls"].Value(Rules.Urls, Defaults.Urls),
            Tls = map["tls"].Map(Tls),
            DataDir = map["dataDir"].Optional(Rules.Path, Defaults.DataDir),
            Scenarios = map["scenarios"].Optional(Rules.Path, Defaults.Scenarios),
            PortFile = map["portFile"].Optional(Rules.Path, Defaults.PortFile),
        };
    });

    private static IReadOnlyList<ApplicationOptions> Applications(YamlField field)
    {
        var claims = new Claims();
        var place = 0;
        return field.List(item => ApplicationBinder.Bind(item, claims, place: place++), Defaults.Applications);
    }

    private static ClockOptions Clock(YamlMapReader map) => new()
    {
        Mode = map["mode"].Choice(ClockModes.Names, Defaults.Clock.Mode),
        Factor = map["factor"].Value(Rules.Factor, Defaults.Clock.Factor),
        Start = map["start"].Optional(Rules.Time, Defaults.Clock.Start),
    };

    private static AuthOptions Auth(YamlMapReader map) => new()
    {
        Wsse = map["wsse"].Flag(Defaults.Auth.Wsse),
        CreatedWindow = map["createdWindow"].Value(Rules.LastingDuration, Defaults.Auth.CreatedWindow),
        RejectReusedNonce = map["rejectReusedNonce"].Flag(Defaults.Auth.RejectReusedNonce),
        Lockout = map["lockout"].Map(Lockout),
    };

    private static LockoutOptions Lockout(YamlMapReader map) => new()
    {
        Failures = map["failures"].Integer(0, int.MaxValue, Defaults.Auth.Lockout.Failures),
        Within = map["within"].Value(Rules.LastingDuration, Defaults.Auth.Lockout.Within),
        Lasts = map["lasts"].Value(Rules.LastingDuration, Defaults.Auth.Lockout.Lasts),
    };

    private static CallbackOptions Callbacks(YamlMapReader map) => new()
    {
        Timeout = map["timeout"].Value(Rules.RealDuration, Defaults.Callbacks.Timeout),
        RetryAfter = RetryAfter(map["retryAfter"]),
        RewriteHosts = map["rewriteHosts"].Map(RewriteHosts),
        RewriteLoopback = map["rewriteLoopback"].Flag(Defaults.Callbacks.RewriteLoopback),
        Tls = map["tls"].Choice(CallbackTlsModes.Names, Defaults.Callbacks.Tls),
        CaFile = map["caFile"].Optional(Rules.Certificates, Defaults.Callbacks.CaFile),
    };

    private static TlsOptions Tls(YamlMapReader map)
    {
        var tls = new TlsOptions
        {
            Hosts = map["hosts"].List(item => item.Value(Rules.CertifiedHost, ""), Defaults.Tls.Hosts),
            Certificate = map["certificate"].Optional(Rules.Path, Defaults.Tls.Certificate),
            Key = map["key"].Optional(Rules.Path, Defaults.Tls.Key),
        };
        if (tls is { Key: not null, Certificate: null })
        {
            map["key"].Refuse("a key alone", "a key beside the certificate that it belongs to");
        }

        if (tls is { Hosts.Count: > 0, Certificate: not null })
        {
            map["hosts"].Refuse("a list of hosts", "either hosts, or a certificate, which names its own");
        }

        return tls;
    }

    private static IReadOnlyList<TimeSpan> RetryAfter(YamlField field)
    {
        var last = TimeSpan.Zero;
        return field.List(
            item =>
            {
                var offset = item.Value(Rules.LastingDuration, last);
                if (offset < last)
                {
                    item.Refuse(Durations.Format(offset), $"an offset from the first attempt, not before the last one ({Durations.Format(last)})");
                }

                return last = offset;
            },
            Defaults.Callbacks.RetryAfter);
    }

    private static Dictionary<string, string> RewriteHosts(YamlMapReader map)
    {
        var hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in map.Entries())
        {
            hosts[key.Value(Rules.Host, "")] = value.Value(Rules.Host, "");
        }

        return hosts;
    }

    private static Dictionary<string, Outcome> Phones(YamlMapReader map)
    {
        var phones = new Dictionary<string, Outcome>();
        foreach (var (key, value) in map.Entries())
        {
            phones[key.Value(Rules.Party, "")] = value.Choice(Outcomes.Names, default);
        }

        return phones;
    }
}
