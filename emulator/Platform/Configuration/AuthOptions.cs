namespace PrivateNumber.Emulator.Configuration;

/// <summary>How requests are authenticated (auth.md).</summary>
public sealed record AuthOptions
{
    /// <summary>Accepts the old WSSE headers beside AKSK (decision D9).</summary>
    public bool Wsse { get; init; } = true;

    /// <summary>How far <c>Created</c> may be from the time of day: beyond it 401 / 1010013 (decision D7).</summary>
    public TimeSpan CreatedWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Refuses a <c>Nonce</c> that was used before: 401 / 1010010 (decision D8). One over 128 characters, or of others than letters and digits, is
    /// 403 / 1010002 then (auth.md §5).
    /// </summary>
    public bool RejectReusedNonce { get; init; }

    /// <summary>When an address is locked out.</summary>
    public LockoutOptions Lockout { get; init; } = new();
}

/// <summary>When an address that fails to authenticate is locked out: 1020176.</summary>
public sealed record LockoutOptions
{
    /// <summary>How many failures lock an address out (403 / 1020176); 0 never does.</summary>
    public int Failures { get; init; } = 20;

    /// <summary>The time in which the failures count.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the address stays out.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromMinutes(30);
}
