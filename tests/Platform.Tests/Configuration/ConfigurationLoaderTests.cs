using CsCheck;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

internal sealed class ConfigurationLoaderTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Test]
    public void Without_a_file_there_is_one_application_per_mode()
    {
        var options = ConfigurationLoader.Load(null, NoVariables, []).Options!;

        Assert.That(options.Applications.Select(application => (application.Name, application.Mode, application.AppKey, application.AppSecret)), Is.EqualTo(
            new[]
            {
                ("ax-demo", Mode.Ax, "ax-demo-key", "ax-demo-secret"),
                ("axb-demo", Mode.Axb, "axb-demo-key", "axb-demo-secret"),
                ("axe-demo", Mode.Axe, "axe-demo-key", "axe-demo-secret"),
                ("axyb-demo", Mode.Axyb, "axyb-demo-key", "axyb-demo-secret"),
                ("x-demo", Mode.X, "x-demo-key", "x-demo-secret"),
            }));
        Assert.That(options.Applications.Select(application => application.Numbers[0].Number), Is.EqualTo(
            ["+8617000000101", "+8617000000001", "+8617000000201", "+8617000000301", "+8617000000401"]));
        Assert.That(options.Applications[1].Numbers, Has.Count.EqualTo(20));
        Assert.That(options.Applications[1].Numbers[19], Is.EqualTo(new NumberOptions { Number = "+8617000000020", AreaCode = "021" }));
    }

    [Test]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        Dictionary<string, string> variables = new() { ["Emulator_Seed"] = "2", ["EMULATOR_DATADIR"] = "variable", ["PATH"] = "/bin" };

        var options = ConfigurationLoader.LoadDocument(
            YamlParser.Parse("seed: 1\ndataDir: file\nportFile: file"), variables, [("dataDir", "flag", "--data-dir")]).Options!;

        Assert.That((options.Seed, options.DataDir, options.PortFile), Is.EqualTo((2, "flag", "file")));
    }

    [Test]
    public void A_variable_changes_one_value_of_a_ready_application()
    {
        var variables = new Dictionary<string, string> { ["EMULATOR_APPLICATIONS__1__STATUSURL"] = "http://127.0.0.1:9090/status" };

        var options = ConfigurationLoader.Load(null, variables, []).Options!;

        Assert.That(options.Applications[1].StatusUrl, Is.EqualTo("http://127.0.0.1:9090/status"));
        Assert.That(options.Applications[1].Name, Is.EqualTo("axb-demo"));
        Assert.That(options.Applications, Has.Count.EqualTo(5));
    }

    [TestCase("EMULATOR_SERVICE_HOST", "10.0.0.1")]
    [TestCase("EMULATOR_SERVICE_PORT", "8080")]
    [TestCase("EMULATOR_SERVICE_PORT_HTTP", "8080")]
    [TestCase("EMULATOR_PORT", "tcp://10.0.0.1:8080")]
    [TestCase("EMULATOR_PORT_8080_TCP_ADDR", "10.0.0.1")]
    [TestCase("EMULATOR_NAME", "/job/emulator")]
    [TestCase("EMULATOR_ENV_DOTNET_VERSION", "10.0.0")]
    public void What_Kubernetes_and_links_tell_of_a_service_named_emulator_is_no_setting(string name, string value) =>
        Assert.That(ConfigurationLoader.Load(null, new Dictionary<string, string> { [name] = value }, []).Problems, Is.Empty);

    [TestCase("EMULATOR_PORT", "8080", "did you mean")]
    [TestCase("EMULATOR_NAME", "orders", "did you mean")]
    [TestCase("EMULATOR_SERVICE", "x", "did you mean")]
    [TestCase("EMULATOR_PORT_FILE", "ports", "EMULATOR_PORTFILE")]
    public void What_only_resembles_them_is_a_typing_error(string name, string value, string hint) =>
        Assert.That(ConfigurationLoader.Load(null, new Dictionary<string, string> { [name] = value }, []).Problems.Single(), Does.StartWith(name).And.Contain(hint));

    [Test]
    public void Variables_fill_a_list_in_the_order_of_their_indexes()
    {
        var variables = Enumerable.Range(0, 12).ToDictionary(index => $"EMULATOR_CALLBACKS__RETRYAFTER__{index}", index => $"{index + 1}s");

        var options = ConfigurationLoader.Load(null, variables, []).Options!;

        Assert.That(options.Callbacks.RetryAfter, Is.EqualTo(Enumerable.Range(1, 12).Select(second => TimeSpan.FromSeconds(second))));
    }

    [Test]
    public void An_empty_variable_clears_a_value()
    {
        var variables = new Dictionary<string, string> { ["EMULATOR_DATADIR"] = "" };

        Assert.That(ConfigurationLoader.LoadDocument(YamlParser.Parse("dataDir: /data"), variables, []).Options!.DataDir, Is.Null);
    }

    [TestCase("EMULATOR_SED", "1", "EMULATOR_SED: unknown variable; did you mean EMULATOR_SEED?")]
    [TestCase("emulator_callback__timeout", "1s", "emulator_callback__timeout: unknown variable; did you mean EMULATOR_CALLBACKS__TIMEOUT?")]
    [TestCase(
        "EMULATOR_APPLICATIONS__3__STATUSURI", "x", "EMULATOR_APPLICATIONS__3__STATUSURI: unknown variable; did you mean EMULATOR_APPLICATIONS__3__STATUSURL?")]
    [TestCase("EMULATOR_", "", "EMULATOR_: unknown variable; did you mean EMULATOR_SEED?")]
    [TestCase("EMULATOR_CONFG", "x", "EMULATOR_CONFG: unknown variable; did you mean EMULATOR_CONFIG?")]
    [TestCase("EMULATOR_CLOCK", "manual", "EMULATOR_CLOCK: unknown variable; did you mean EMULATOR_CLOCK__MODE?")]
    [TestCase("EMULATOR_APPLICATIONS", "[]", "EMULATOR_APPLICATIONS: unknown variable; did you mean EMULATOR_APPLICATIONS__0__NAME?")]
    [TestCase("EMULATOR_SEED", "one", "EMULATOR_SEED: seed: 'one' is not allowed; allowed: a whole number from 0 to 2147483647")]
    [TestCase(
        "EMULATOR_APPLICATIONS__7__NAME", "x", "EMULATOR_APPLICATIONS__7__NAME: index 7 leaves a gap; allowed: 0 to 5, the end of the list")]
    [TestCase(
        "EMULATOR_APPLICATIONS__5__NAME",
        "x",
        "EMULATOR_APPLICATIONS__5__NAME: applications[5].mode: a value is missing; allowed: AX, AXB, AXE, AXYB, X")]
    [TestCase("EMULATOR_CONFIG", "no/such.yaml", "no/such.yaml: the file does not exist")]
    public void A_faulty_variable_is_named(string name, string value, string problem) =>
        Assert.That(ConfigurationLoader.Load(null, new Dictionary<string, string> { [name] = value }, []).Problems, Is.EqualTo([problem]));

    [TestCase("just text", "c.yaml:1:1: 'just text' is not allowed; allowed: a map")]
    [TestCase("- a", "c.yaml:1:1: a list is not allowed; allowed: a map")]
    [TestCase("clock: real", "c.yaml:1:8: clock: 'real' is not allowed; allowed: a map")]
    [TestCase("applications: { a: b }", "c.yaml:1:15: applications: a map is not allowed; allowed: a list")]
    public void A_variable_does_not_cover_a_fault_of_the_file(string file, string problem)
    {
        var variables = new Dictionary<string, string> { ["EMULATOR_CLOCK__MODE"] = "manual", ["EMULATOR_APPLICATIONS__0__NAME"] = "x" };

        Assert.That(ConfigurationLoader.LoadDocument(YamlParser.Parse(file, "c.yaml"), variables, []).Problems, Is.EqualTo([problem]));
    }

    [TestCase("8080")]
    [TestCase("http://127.0.0.1:0,http://localhost:0")]
    [TestCase("http://127.0.0.1:0 http://[::1]:0")]
    [TestCase("http://127.0.0.1:abc")]
    [TestCase("http://127.0.0.1:0?x")]
    [TestCase("http://nosuchhost:0")]
    [TestCase("http://127.0.0.1:0/base")]
    [TestCase("http://*:99999")]
    public void A_flag_that_would_open_other_addresses_than_it_says_is_refused(string urls) => Assert.That(
        ConfigurationLoader.Load(null, NoVariables, [("urls", urls, "--urls")]).Problems.Single(),
        Is.EqualTo($"--urls: urls: '{urls}' is not allowed; allowed: URLs of an IP address, localhost or * (all interfaces), such as http://127.0.0.1:8080, separated by semicolons"));

    [TestCase("True", true)]
    [TestCase("FALSE", false)]
    public void A_flag_may_be_written_as_NET_does(string value, bool kept) => Assert.That(
        ConfigurationLoader.Load(null, new Dictionary<string, string> { ["EMULATOR_SHORTCONNECTIONS"] = value }, []).Options!.ShortConnections, Is.EqualTo(kept));

    [Test]
    public void Problems_of_variables_and_of_the_file_are_listed_together()
    {
        var loaded = ConfigurationLoader.LoadDocument(
            YamlParser.Parse("seed: -1\nseed: 2\ncolour: red", "a.yaml"), new Dictionary<string, string> { ["EMULATOR_SED"] = "1" }, []);

        Assert.That(loaded.Options, Is.Null);
        Assert.That(loaded.Problems, Is.EqualTo(
        [
            "a.yaml:2:1: key 'seed' is here twice; it stands in line 1 already",
            "EMULATOR_SED: unknown variable; did you mean EMULATOR_SEED?",
            "a.yaml:1:7: seed: '-1' is not allowed; allowed: a whole number from 0 to 2147483647",
            "a.yaml:3:1: unknown key 'colour'; did you mean 'clock'? allowed: seed, clock, shortConnections, strictness, auth, callbacks, phones, "
                + "applications, urls, tls, dataDir, scenarios, portFile",
        ]));
    }

    [Test]
    public void A_file_without_applications_keeps_the_ready_ones_and_an_empty_list_has_none()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Load("seed: 1").Options!.Applications, Has.Count.EqualTo(5));
            Assert.That(Load("").Options!.Applications, Has.Count.EqualTo(5));
            Assert.That(Load("applications: []").Options!.Applications, Is.Empty);
        }
    }

    [Test]
    public void No_bytes_break_the_loader() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        _ = ConfigurationLoader.LoadDocument(YamlParser.Parse(bytes), NoVariables, []);
    });

    [Test]
    public void No_variable_breaks_the_loader() => Gen.Select(Gen.Int[0, ConfigurationKeys.All.Count - 1], Gen.String[0, 12]).Sample((index, value) =>
    {
        var name = "EMULATOR_" + ConfigurationKeys.All[index].Replace(":", "__", StringComparison.Ordinal).Replace('#', '0').Replace("*", value, StringComparison.Ordinal);
        var loaded = ConfigurationLoader.Load(null, new Dictionary<string, string> { [name] = value }, []);
        return loaded.Options is null == loaded.Problems.Count > 0;
    });

    private static LoadedConfiguration Load(string yaml) => ConfigurationLoader.LoadDocument(YamlParser.Parse(yaml, "a.yaml"), NoVariables, []);
}
