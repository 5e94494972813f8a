using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator.Configuration;

/// <summary>Choices where the documents are silent and a user could depend on either answer; the defaults are the recommended ones.</summary>
public sealed record Switches
{
    /// <summary>AXB bind of a mobile A without <c>relationNum</c> and <c>areaCode</c> (axb.md §4).</summary>
    public MobileWithoutArea AxbMobileWithoutArea { get; init; }

    /// <summary>Where a call without a binding carries an empty <c>subscriptionId</c> (call-notifications.md §8, point 4).</summary>
    public UnboundSubscriptionId UnboundSubscriptionId { get; init; }

    /// <summary>The name of the extension in AXE CDRs (call-notifications.md §8, point 3).</summary>
    public ExtendNumField ExtendNumField { get; init; }

    /// <summary>CDRs carry <c>recordFileDownloadUrl</c> (call-notifications.md §3).</summary>
    public bool RecordFileDownloadUrl { get; init; }

    /// <summary>CDRs carry <c>areaCode</c>, which support enables.</summary>
    public bool CdrAreaCode { get; init; }

    /// <summary>CDRs carry <c>callDuration</c>, which support enables.</summary>
    public bool CdrCallDuration { get; init; }

    /// <summary>CDRs carry <c>callRelDirection</c>, which support enables.</summary>
    public bool CdrCallRelDirection { get; init; }

    /// <summary>The form of session ids.</summary>
    public SessionIdStyle SessionIdStyle { get; init; }

    /// <summary>AX: a temporary callee serves one call (decision D12).</summary>
    public bool OneShotTemporaryCallee { get; init; }

    /// <summary>AX: <c>turnFlag</c> off stops A's own calls as well.</summary>
    public bool TurnOffBlocksOutgoing { get; init; }

    /// <summary>AXE: the same A bound to the same X once more (axe.md, open point 6).</summary>
    public AxeRebind AxeRebind { get; init; }

    /// <summary>AXE: which free extension is taken (axe.md §6).</summary>
    public ExtensionOrder ExtensionOrder { get; init; }

    /// <summary>AXE: <c>extendNum</c> counts beside <c>areaCode</c> too, and an X of that area is sought where it is free (axe.md, open point 20).</summary>
    public bool AxeExtendNumByArea { get; init; }

    /// <summary>AXE: the life of a binding that names none; 0 never expires, 168 is the older documents' (axe.md, open point 1).</summary>
    public int AxeDefaultBindHours { get; init; }

    /// <summary>AXE: the life of a call-back record where the bind names none; null is the binding's own (axe.md, open point 2).</summary>
    public int? AxeDefaultCallbackHours { get; init; }

    /// <summary>AXYB: the most bindings that a query lists; null lists all.</summary>
    public int? AxybMaxListed { get; init; }

    /// <summary>AXYB: a <c>bindId</c> of its own for each YB.</summary>
    public bool AxybPerBindingBindId { get; init; }

    /// <summary>The most binds of a number in a day; any more are answered with 1020182. Null is no limit.</summary>
    public int? BindsPerDay { get; init; }

    /// <summary>The most calls to the application's numbers in a day; any more end with 7002. Null is no limit.</summary>
    public int? CallsPerDay { get; init; }

    /// <summary>The most calls of one caller in a day; any more end with 8047. Null is no limit.</summary>
    public int? CallsPerDayOfCaller { get; init; }

    /// <summary>The most calls put through to one callee in a day; any more end with 8048. Null is no limit.</summary>
    public int? CallsPerDayOfCallee { get; init; }

    /// <summary>SMS notifications carry the text.</summary>
    public bool SmsContent { get; init; }

    /// <summary>SMS notifications carry <c>areaCode</c>, which support enables (sms.md §2).</summary>
    public bool SmsAreaCode { get; init; }

    /// <summary>Number status pushes are signed with WSSE, as the older documents have it.</summary>
    public bool LegacyNumberStatusHeaders { get; init; }
}

/// <summary>What an AXB bind of a mobile A answers that names neither X nor city.</summary>
public enum MobileWithoutArea
{
    /// <summary>A has no region: no X in strict matching, any X otherwise.</summary>
    NoRegion,

    /// <summary>1010002.</summary>
    InvalidRequest,
}

/// <summary>Where a call without a binding carries an empty subscriptionId.</summary>
public enum UnboundSubscriptionId
{
    /// <summary>In the CDR.</summary>
    Cdr,

    /// <summary>Nowhere.</summary>
    Omit,

    /// <summary>In the CDR and in events.</summary>
    Both,
}

/// <summary>The name of the extension in AXE CDRs.</summary>
public enum ExtendNumField
{
    /// <summary><c>extendNum</c>, as in the samples.</summary>
    ExtendNum,

    /// <summary><c>extendNumber</c>, as in the table.</summary>
    ExtendNumber,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>The look of a sessionId, by the year it was seen in.</summary>
public enum SessionIdStyle
{
    /// <summary>As in the documents.</summary>
    Year2019,

    /// <summary>As captured from the platform later.</summary>
    Year2022,
}

/// <summary>The same A bound to the same X once more in AXE.</summary>
public enum AxeRebind
{
    /// <summary>A gets a further extension.</summary>
    Allow,

    /// <summary>1012010.</summary>
    Refuse,
}

/// <summary>Which free extension is taken.</summary>
public enum ExtensionOrder
{
    /// <summary>The lowest.</summary>
    Lowest,

    /// <summary>Any, by the seed.</summary>
    Random,
}

/// <summary>The written names of the switches' choices.</summary>
internal static class SwitchChoices
{
    public static Choices<MobileWithoutArea> MobileWithoutArea { get; } =
        new(("noRegion", Configuration.MobileWithoutArea.NoRegion), ("invalidRequest", Configuration.MobileWithoutArea.InvalidRequest));

    public static Choices<UnboundSubscriptionId> UnboundSubscriptionId { get; } = new(
        ("cdr", Configuration.UnboundSubscriptionId.Cdr),
        ("omit", Configuration.UnboundSubscriptionId.Omit),
        ("both", Configuration.UnboundSubscriptionId.Both));

    public static Choices<ExtendNumField> ExtendNumField { get; } = new(
        ("extendNum", Configuration.ExtendNumField.ExtendNum),
        ("extendNumber", Configuration.ExtendNumField.ExtendNumber),
        ("both", Configuration.ExtendNumField.Both));

    public static Choices<SessionIdStyle> SessionIdStyle { get; } =
        new(("2019", Configuration.SessionIdStyle.Year2019), ("2022", Configuration.SessionIdStyle.Year2022));

    public static Choices<AxeRebind> AxeRebind { get; } =
        new(("allow", Configuration.AxeRebind.Allow), ("refuse", Configuration.AxeRebind.Refuse));

    public static Choices<ExtensionOrder> ExtensionOrder { get; } =
        new(("lowest", Configuration.ExtensionOrder.Lowest), ("random", Configuration.ExtensionOrder.Random));
}
