namespace PrivateNumber.Emulator.Configuration;

/// <summary>The switches of an application, as the configuration writes them.</summary>
internal sealed record WrittenSwitches
{
    public required string AxbMobileWithoutArea { get; init; }

    public required string UnboundSubscriptionId { get; init; }

    public required string ExtendNumField { get; init; }

    public required bool RecordFileDownloadUrl { get; init; }

    public required bool CdrAreaCode { get; init; }

    public required bool CdrCallDuration { get; init; }

    public required bool CdrCallRelDirection { get; init; }

    public required string SessionIdStyle { get; init; }

    public required bool OneShotTemporaryCallee { get; init; }

    public required bool TurnOffBlocksOutgoing { get; init; }

    public required string AxeRebind { get; init; }

    public required string ExtensionOrder { get; init; }

    public required bool AxeExtendNumByArea { get; init; }

    public required int AxeDefaultBindHours { get; init; }

    public int? AxeDefaultCallbackHours { get; init; }

    public int? AxybMaxListed { get; init; }

    public required bool AxybPerBindingBindId { get; init; }

    public int? BindsPerDay { get; init; }

    public int? CallsPerDay { get; init; }

    public int? CallsPerDayOfCaller { get; init; }

    public int? CallsPerDayOfCallee { get; init; }

    public required bool SmsContent { get; init; }

    public required bool SmsAreaCode { get; init; }

    public required bool LegacyNumberStatusHeaders { get; init; }

    public static WrittenSwitches Of(Switches switches) => new()
    {
        AxbMobileWithoutArea = SwitchChoices.MobileWithoutArea.NameOf(switches.AxbMobileWithoutArea),
        UnboundSubscriptionId = SwitchChoices.UnboundSubscriptionId.NameOf(switches.UnboundSubscriptionId),
        ExtendNumField = SwitchChoices.ExtendNumField.NameOf(switches.ExtendNumField),
        RecordFileDownloadUrl = switches.RecordFileDownloadUrl,
        CdrAreaCode = switches.CdrAreaCode,
        CdrCallDuration = switches.CdrCallDuration,
        CdrCallRelDirection = switches.CdrCallRelDirection,
        SessionIdStyle = SwitchChoices.SessionIdStyle.NameOf(switches.SessionIdStyle),
        OneShotTemporaryCallee = switches.OneShotTemporaryCallee,
        TurnOffBlocksOutgoing = switches.TurnOffBlocksOutgoing,
        AxeRebind = SwitchChoices.AxeRebind.NameOf(switches.AxeRebind),
        ExtensionOrder = SwitchChoices.ExtensionOrder.NameOf(switches.ExtensionOrder),
        AxeExtendNumByArea = switches.AxeExtendNumByArea,
        AxeDefaultBindHours = switches.AxeDefaultBindHours,
        AxeDefaultCallbackHours = switches.AxeDefaultCallbackHours,
        AxybMaxListed = switches.AxybMaxListed,
        AxybPerBindingBindId = switches.AxybPerBindingBindId,
        BindsPerDay = switches.BindsPerDay,
        CallsPerDay = switches.CallsPerDay,
        CallsPerDayOfCaller = switches.CallsPerDayOfCaller,
        CallsPerDayOfCallee = switches.CallsPerDayOfCallee,
        SmsContent = switches.SmsContent,
        SmsAreaCode = switches.SmsAreaCode,
        LegacyNumberStatusHeaders = switches.LegacyNumberStatusHeaders,
    };
}
