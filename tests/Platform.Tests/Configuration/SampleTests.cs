using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

internal sealed class SampleTests
{
    private const string Sample = """
        seed: 42                       # ids, numbers and jitter follow from it
        clock: { mode: real }          # real | manual | scaled (factor: 60)
        shortConnections: true
        strictness: vendor             # vendor | lenient
        auth: { wsse: true, createdWindow: 24h, rejectReusedNonce: false, lockout: { failures: 20, within: 5m, lasts: 30m } }
        callbacks:
          timeout: 5s
          retryAfter: [1m, 4m, 9m, 106m, 203m, 300m]      # offsets from the first attempt
          rewriteHosts: { localhost: host.docker.internal }
        phones:                        # how handsets behave when a call names no outcome
          "+8613800000102": busy
        applications:
          - name: axb-demo
            mode: AXB                  # AX | AXB | AXE | AXYB | X
            appKey: axb-demo-key
            appSecret: axb-demo-secret
            statusUrl: http://127.0.0.1:9090/status
            callinUrl: null            # separate URL for callin
            feeUrl: http://127.0.0.1:9090/fee
            numberStatusUrl: null
            smsNotifyUrl: http://127.0.0.1:9090/sms
            smsControlUrl: http://127.0.0.1:9090/sms-control
            pushAuth: AKSK             # AKSK | WSSE
            recording: true
            sms: true
            numberStatusPush: true
            extensionDigits: 4         # AXE
            memoryCallback: false      # AX
            frozen: false              # account in arrears: 1010029
            status: normal             # normal | suspended: 1010008
            ipWhitelist: []
            rateLimit: null            # e.g. 10/s: beyond it 403 / 1010010
            voiceFiles: [recordHintTone.wav, lastMinVoice.wav, callerHintTone.wav, calleeHintTone.wav]
            numbers:
              - { number: "+8617000000001", areaCode: "0755" }
              - { areaCode: "010", count: 20 }            # numbers made up from the seed
        """;

    [Test]
    public void The_documented_sample_loads_as_it_is()
    {
        var loaded = ConfigurationLoader.LoadDocument(YamlParser.Parse(Sample), new Dictionary<string, string>(), []);

        Assert.That(loaded.Problems, Is.Empty);
        var application = loaded.Options!.Applications.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(loaded.Options.Phones, Is.EqualTo(new Dictionary<string, Outcome> { ["+8613800000102"] = Outcome.Busy }));
            Assert.That(loaded.Options.Callbacks.RewriteHosts["localhost"], Is.EqualTo("host.docker.internal"));
            Assert.That((application.Name, application.Mode, application.CallinUrl), Is.EqualTo(("axb-demo", Mode.Axb, (string?)null)));
            Assert.That(application.SmsControlUrl, Is.EqualTo("http://127.0.0.1:9090/sms-control"));
            Assert.That(application.Numbers, Is.EqualTo(new NumberOptions[]
            {
                new() { Number = "+8617000000001", AreaCode = "0755" },
                new() { AreaCode = "010", Count = 20 },
            }));
        }
    }

    [Test]
    public void The_sample_shows_the_defaults()
    {
        var shown = ConfigurationLoader.LoadDocument(YamlParser.Parse(Sample), new Dictionary<string, string>(), []).Options!;
        var defaults = new EmulatorOptions();
        var (application, plain) = (shown.Applications.Single(), new ApplicationOptions { Mode = Mode.Axb });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((shown.Seed, shown.Clock, shown.ShortConnections, shown.Strictness, shown.Auth), Is.EqualTo(
                (defaults.Seed, defaults.Clock, defaults.ShortConnections, defaults.Strictness, defaults.Auth)));
            Assert.That(shown.Callbacks.Timeout, Is.EqualTo(defaults.Callbacks.Timeout));
            Assert.That(shown.Callbacks.RetryAfter, Is.EqualTo(defaults.Callbacks.RetryAfter));
            Assert.That(application.VoiceFiles, Is.EqualTo(plain.VoiceFiles));
            Assert.That(
                (application.PushAuth, application.Recording, application.Sms, application.NumberStatusPush, application.ExtensionDigits),
                Is.EqualTo((plain.PushAuth, plain.Recording, plain.Sms, plain.NumberStatusPush, plain.ExtensionDigits)));
            Assert.That(
                (application.MemoryCallback, application.Frozen, application.Status, application.RateLimit, application.IpWhitelist.Count),
                Is.EqualTo((plain.MemoryCallback, plain.Frozen, plain.Status, plain.RateLimit, plain.IpWhitelist.Count)));
        }
    }
}
