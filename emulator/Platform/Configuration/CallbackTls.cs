using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Which certificates of customers' servers are trusted.</summary>
public enum CallbackTls
{
    /// <summary>Any, such as those that test servers make for themselves.</summary>
    TrustAll,

    /// <summary>Those that the operating system trusts, for the host name that the URL has.</summary>
    System,
}

/// <summary>The written names of <see cref="CallbackTls"/>.</summary>
internal static class CallbackTlsModes
{
    public static Choices<CallbackTls> Names { get; } =
        new(("trustAll", CallbackTls.TrustAll), ("system", CallbackTls.System));
}
