using System.Globalization;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// The ids of one application, in the shapes seen in the documents (call-notifications.md §2.5) and all from its seed:
/// the same seed and the same steps give the same ids. Guarded by the World's lock.
/// </summary>
internal sealed class Identifiers : IResettable
{
    /// <summary>Seconds from 1900 to 1970: an icid holds NTP time.</summary>
    private const long NtpOffset = 2_208_988_800;
    private const int FirstHost = 246;
    private const string HostPrefix = "callenabler";
    private const string HostSuffix = ".huaweicaas.com";
    private const int SessionsPerNode = 4096;

    /// <summary>Odd, so that four thousand million generations differ.</summary>
    private const int GenerationStep = 0x1E3779B1;

    private readonly int _seed;
    private readonly int _ordinal;
    private Random? _ids;

    /// <summary>Signatures have a stream of their own: how often a push is retried must not change any id.</summary>
    private Random? _nonces;
    private int _generations;
    private int _sessions;
    private long _pushes;

    public Identifiers(int seed, int ordinal)
    {
        _seed = seed;
        _ordinal = ordinal;
        HostName = $"{HostPrefix}{FirstHost + ordinal}{HostSuffix}";
    }

    /// <summary>One per application, so that no two applications make the same sessionId.</summary>
    public string HostName { get; }

    /// <summary>After a restart ids are drawn from another generation, so that none is made twice.</summary>
    public IdentifierState State
    {
        get => new(_generations, _sessions, _pushes);
        set
        {
            (_generations, _sessions, _pushes) = value;
            _ids = _nonces = null;
        }
    }

    private Random Random => Open(ref _ids);

    public void Reset() => State = new IdentifierState(0, 0, 0);

    public string SessionId(PhoneNumber from, PhoneNumber to, DateTimeOffset callInTime, SessionIdStyle style)
    {
        var running = ++_sessions;
        return style == SessionIdStyle.Year2022
            ? string.Create(CultureInfo.InvariantCulture, $"{to}_{from}_4_{callInTime.ToUnixTimeSeconds():x}_{running}_{_ordinal}_1_0")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{1200 + (running / SessionsPerNode % 3)}_{running}_4294967295_{callInTime.UtcDateTime:yyyyMMddHHmmss}@{HostName}");
    }

    public string Icid(DateTimeOffset callInTime) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hex(Random, 16)}.{callInTime.ToUnixTimeSeconds() + NtpOffset}.{300_000_000 + Random.Next(100_000_000)}.{1 + Random.Next(9)}");

    /// <summary>A lower-case UUID (axb.md §2.2).</summary>
    public string SubscriptionId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary><c>yyMMddHHmmss</c> of the start, 11 digits, <c>.wav</c>.</summary>
    public string RecordObjectName(DateTimeOffset start) => string.Create(
        CultureInfo.InvariantCulture, $"{start.UtcDateTime:yyMMddHHmmss}{Random.NextInt64(100_000_000_000):D11}.wav");

    public string SmsIdentifier() => Hex(Random, 16);

    /// <summary>A number below <paramref name="count"/>, for choices that the platform makes at random.</summary>
    public int Draw(int count) => Random.Next(count);

    public string Nonce() => Hex(Open(ref _nonces), 16);

    public long NextPush() => ++_pushes;

    /// <summary>A push with this number is there already.</summary>
    public void HasPushed(long sequence) => _pushes = Math.Max(_pushes, sequence);

    /// <summary>The id of a push of the journal: the control API's own, it is not on the wire.</summary>
    public string PushId(long sequence) => IdOf(_ordinal, sequence);

    /// <summary>The id of something that only the control API knows, such as a push or a fault; <see cref="OrdinalOfId"/> reads it.</summary>
    public static string IdOf(int ordinal, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{ordinal}-{sequence}");

    /// <summary>Which application made such an id; null when none did.</summary>
    public static int? OrdinalOfId(string id) => id.IndexOf('-') is > 0 and var end ? Ordinal(id.AsSpan(0, end)) : null;

    /// <summary>Which application named a call so, in either style of <see cref="SessionId"/>; null when none did.</summary>
    public static int? OrdinalOfSession(string sessionId)
    {
        var host = sessionId.AsSpan(sessionId.IndexOf('@') + 1);
        return host.StartsWith(HostPrefix) && host.EndsWith(HostSuffix) ? Ordinal(host[HostPrefix.Length..^HostSuffix.Length]) - FirstHost
            : sessionId.Split('_') is [.., var ordinal, "1", "0"] ? Ordinal(ordinal)
            : null;
    }

    /// <summary>A generation begins with its first draw: a state that is read and written again stays the same.</summary>
    private Random Open(ref Random? stream)
    {
        if (_ids is null || _nonces is null)
        {
            var seed = unchecked(_seed + (_generations++ * GenerationStep));
            _ids = new Random(seed);
            _nonces = new Random(unchecked(seed * 31) + 1);
        }

        return stream!;
    }

    private static int? Ordinal(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;

    private static string Hex(Random random, int bytes)
    {
        Span<byte> buffer = stackalloc byte[32];
        random.NextBytes(buffer[..bytes]);
        return Convert.ToHexStringLower(buffer[..bytes]);
    }

    /// <summary>The seed of one application: that of the emulator and its name, stable across machines and versions.</summary>
    public static int SeedOf(int seed, string name)
    {
        // FNV-1a: string.GetHashCode differs in every process.
        var hash = 2166136261u;
        foreach (var c in name)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return unchecked((int)hash) ^ seed;
    }
}

/// <summary>How many generations of ids were drawn from, how many calls were named, and how many pushes were numbered.</summary>
internal sealed record IdentifierState(int Generations, int Sessions, long Pushes);
