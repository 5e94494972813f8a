using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

/// <summary>One row per documented key: a value other than the default, and what the options show then.</summary>
internal static class Keys
{
    public static IEnumerable<TestCaseData> Cases => All.Select(row =>
        new TestCaseData(row.Key, row.Value, row.Read, row.Expected).SetArgDisplayNames(row.Key));

    public static IReadOnlyList<(string Key, string Value, Func<EmulatorOptions, object?> Read, object Expected)> All { get; } =
    [
        ("seed", "7", o => o.Seed, 7),
        ("shortConnections", "false", o => o.ShortConnections, false),
        ("strictness", "lenient", o => o.Strictness, Strictness.Lenient),
        ("urls", "http://*:0;https://[::1]:1", o => string.Join('|', o.Urls), "http://*:0|https://[::1]:1"),
        ("dataDir", "/data", o => o.DataDir, "/data"),
        ("scenarios", "/scenarios", o => o.Scenarios, "/scenarios"),
        ("portFile", "ports", o => o.PortFile, "ports"),
        ("tls:hosts:#", "*.example.test", o => o.Tls.Hosts.Single(), "*.example.test"),
        ("tls:certificate", "cert.pem", o => o.Tls.Certificate, "cert.pem"),
        ("tls:key", "key.pem", o => o.Tls.Key, "key.pem"),
        ("phones:*", "busy", o => o.Phones["+8613800000102"], Outcome.Busy),
        ("clock:mode", "scaled", o => o.Clock.Mode, ClockMode.Scaled),
        ("clock:factor", "0.5", o => o.Clock.Factor, 0.5),
        ("clock:start", "2026-01-31T08:00:00+08:00", o => o.Clock.Start, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)),
        ("auth:wsse", "false", o => o.Auth.Wsse, false),
        ("auth:createdWindow", "10m", o => o.Auth.CreatedWindow, TimeSpan.FromMinutes(10)),
        ("auth:rejectReusedNonce", "true", o => o.Auth.RejectReusedNonce, true),
        ("auth:lockout:failures", "0", o => o.Auth.Lockout.Failures, 0),
        ("auth:lockout:within", "1m", o => o.Auth.Lockout.Within, TimeSpan.FromMinutes(1)),
        ("auth:lockout:lasts", "1h", o => o.Auth.Lockout.Lasts, TimeSpan.FromHours(1)),
        ("callbacks:timeout", "250ms", o => o.Callbacks.Timeout, TimeSpan.FromMilliseconds(250)),
        ("callbacks:retryAfter:#", "1s", o => o.Callbacks.RetryAfter.Single(), TimeSpan.FromSeconds(1)),
        ("callbacks:rewriteHosts:*", "10.0.0.1", o => o.Callbacks.RewriteHosts["LOCALHOST"], "10.0.0.1"),
        ("callbacks:rewriteLoopback", "false", o => o.Callbacks.RewriteLoopback, false),
        ("callbacks:tls", "system", o => o.Callbacks.Tls, CallbackTls.System),
        ("callbacks:caFile", TestCertificate.File, o => o.Callbacks.CaFile, TestCertificate.File),
        .. Application(
            ("name", "订单-1", a => a.Name, "订单-1"),
            ("mode", "AXYB", a => a.Mode, Mode.Axyb),
            ("appKey", "key", a => a.AppKey, "key"),
            ("appSecret", "secret==", a => a.AppSecret, "secret=="),
            ("spId", "sp", a => a.SpId, "sp"),
            ("statusUrl", "http://a/s", a => a.StatusUrl, "http://a/s"),
            ("callinUrl", "http://a/c", a => a.CallinUrl, "http://a/c"),
            ("feeUrl", "https://a/f", a => a.FeeUrl, "https://a/f"),
            ("numberStatusUrl", "http://a/n", a => a.NumberStatusUrl, "http://a/n"),
            ("smsNotifyUrl", "http://a/m", a => a.SmsNotifyUrl, "http://a/m"),
            ("smsControlUrl", "http://a/b", a => a.SmsControlUrl, "http://a/b"),
            ("pushAuth", "WSSE", a => a.PushAuth, PushAuth.Wsse),
            ("recording", "false", a => a.Recording, false),
            ("sms", "false", a => a.Sms, false),
            ("numberStatusPush", "false", a => a.NumberStatusPush, false),
            ("extensionDigits", "1", a => a.ExtensionDigits, 1),
            ("collectRepeats", "3", a => a.CollectRepeats, 3),
            ("missingCallbackRecord", "tone", a => a.MissingCallbackRecord, "tone"),
            ("memoryCallback", "true", a => a.MemoryCallback, true),
            ("frozen", "true", a => a.Frozen, true),
            ("status", "suspended", a => a.Status, ApplicationStatus.Suspended),
            ("ipWhitelist:#", "10.0.0.0/8", a => a.IpWhitelist.Single().ToString(), "10.0.0.0/8"),
            ("rateLimit", "10/m", a => a.RateLimit, new RateLimit(10, TimeSpan.FromMinutes(1))),
            ("voiceFiles:#", "hello@1.wav", a => a.VoiceFiles[0], "hello@1.wav"),
            ("unreported:#", "+8675528000000", a => a.Unreported.Single(), "+8675528000000"),
            ("blacklist:#", "+8613800000099", a => a.Blacklist.Single(), "+8613800000099"),
            ("numbers:#:number", "+8617000000999", a => a.Numbers[0].Number, "+8617000000999"),
            ("numbers:#:areaCode", "0556", a => a.Numbers[0].AreaCode, "0556"),
            ("numbers:#:count", "20", a => a.Numbers[0].Count, 20),
            ("numbers:#:sms", "false", a => a.Numbers[0].Sms, false)),
        .. Application(
            ("switches:axbMobileWithoutArea", "invalidRequest", a => a.Switches.AxbMobileWithoutArea, MobileWithoutArea.InvalidRequest),
            ("switches:unboundSubscriptionId", "both", a => a.Switches.UnboundSubscriptionId, UnboundSubscriptionId.Both),
            ("switches:extendNumField", "extendNumber", a => a.Switches.ExtendNumField, ExtendNumField.ExtendNumber),
            ("switches:recordFileDownloadUrl", "true", a => a.Switches.RecordFileDownloadUrl, true),
            ("switches:cdrAreaCode", "true", a => a.Switches.CdrAreaCode, true),
            ("switches:cdrCallDuration", "true", a => a.Switches.CdrCallDuration, true),
            ("switches:cdrCallRelDirection", "true", a => a.Switches.CdrCallRelDirection, true),
            ("switches:sessionIdStyle", "2022", a => a.Switches.SessionIdStyle, SessionIdStyle.Year2022),
            ("switches:oneShotTemporaryCallee", "true", a => a.Switches.OneShotTemporaryCallee, true),
            ("switches:turnOffBlocksOutgoing", "true", a => a.Switches.TurnOffBlocksOutgoing, true),
            ("switches:axeRebind", "refuse", a => a.Switches.AxeRebind, AxeRebind.Refuse),
            ("switches:extensionOrder", "random", a => a.Switches.ExtensionOrder, ExtensionOrder.Random),
            ("switches:axeExtendNumByArea", "true", a => a.Switches.AxeExtendNumByArea, true),
            ("switches:axeDefaultBindHours", "168", a => a.Switches.AxeDefaultBindHours, 168),
            ("switches:axeDefaultCallbackHours", "24", a => a.Switches.AxeDefaultCallbackHours, 24),
            ("switches:axybMaxListed", "10", a => a.Switches.AxybMaxListed, 10),
            ("switches:axybPerBindingBindId", "true", a => a.Switches.AxybPerBindingBindId, true),
            ("switches:bindsPerDay", "3", a => a.Switches.BindsPerDay, 3),
            ("switches:callsPerDay", "0", a => a.Switches.CallsPerDay, 0),
            ("switches:callsPerDayOfCaller", "4", a => a.Switches.CallsPerDayOfCaller, 4),
            ("switches:callsPerDayOfCallee", "5", a => a.Switches.CallsPerDayOfCallee, 5),
            ("switches:smsContent", "true", a => a.Switches.SmsContent, true),
            ("switches:smsAreaCode", "true", a => a.Switches.SmsAreaCode, true),
            ("switches:legacyNumberStatusHeaders", "true", a => a.Switches.LegacyNumberStatusHeaders, true)),
    ];

    private static IEnumerable<(string, string, Func<EmulatorOptions, object?>, object)> Application(
        params (string Key, string Value, Func<ApplicationOptions, object?> Read, object Expected)[] rows) =>
        rows.Select<(string Key, string Value, Func<ApplicationOptions, object?> Read, object Expected), (string, string, Func<EmulatorOptions, object?>, object)>(
            row => ($"applications:#:{row.Key}", row.Value, options => row.Read(options.Applications[0]), row.Expected));
}
