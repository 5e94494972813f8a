using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.OpenApi;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.OpenApi;

/// <summary>The document says what the emulator does: the same operations, the same names.</summary>
public sealed partial class OpenApiTests
{
    private TestEmulator _emulator = null!;

    public static IEnumerable<TestCaseData> Platform => PlatformOperations.All.Select(operation => new TestCaseData(operation.Name));

    public static IEnumerable<TestCaseData> Control => ControlApi.Operations
        .Where(operation => operation is { Path: not "state" })
        .Select(operation => new TestCaseData(operation.Method, operation.Path));

    [SetUp]
    public async Task StartAsync() => _emulator = await TestEmulator.StartAsync(
    [
        .. Enum.GetValues<Mode>().Select((mode, i) => new ApplicationOptions
        {
            Mode = mode, Name = $"{mode}", AppKey = $"{mode}-key", AppSecret = "secret", VoiceFiles = ["x.wav"],
            Numbers = [new NumberOptions { Number = $"+861700000000{i}", AreaCode = "0755" }],
        }),
    ]);

    [TearDown]
    public async Task StopAsync() => await _emulator.DisposeAsync();

    [Test]
    public async Task The_document_is_valid()
    {
        var answer = await _emulator.Control.GetAsync("openapi.json");
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(answer.Text, "json");
        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(200));
            Assert.That(read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"), Is.Empty);
            Assert.That(read.Diagnostic.SpecificationVersion, Is.EqualTo(OpenApiSpecVersion.OpenApi3_1));
        });
    }

    [Test]
    public async Task It_lists_every_operation_of_both_apis_and_no_other()
    {
        var document = (await _emulator.Control.GetAsync("openapi.json")).Json;
        var listed = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key}"));
        Assert.That(listed, Is.EquivalentTo(PlatformOperations.All.Select(operation => $"{operation.Method} {operation.Path}")
            .Concat(ControlApi.Operations.Select(operation => $"{operation.Method} /_emulator/{operation.Path}"))));
    }

    [Test]
    public async Task Operations_have_ids_of_their_own_and_refer_to_schemas_that_exist()
    {
        var answer = await _emulator.Control.GetAsync("openapi.json");
        var ids = answer.Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => (string)verb.Value!["operationId"]!));
        var schemas = answer.Json["components"]!["schemas"]!.AsObject().Select(schema => $"#/components/schemas/{schema.Key}");
        Assert.Multiple(() =>
        {
            Assert.That(ids, Is.Unique);
            Assert.That(References().Matches(answer.Text).Select(match => match.Groups[1].Value).Distinct(), Is.EquivalentTo(schemas));
        });
    }

    [TestCaseSource(nameof(Platform))]
    public void The_parameters_of_a_platform_operation_are_those_that_it_reads(string name)
    {
        var operation = PlatformOperations.All.Single(operation => operation.Name == name);
        var page = PlatformPages.Of(name);
        var valid = page.Members.Concat(page.Query).ToDictionary(member => member.Name, member => Example(member));
        var read = new HashSet<string>();

        // What names a binding first is read first, and the others then not at all.
        foreach (var without in new string[][] { [], ["subscriptionId"], ["subscriptionId", "origNum"], ["privateNum", "subscriptionId"], ["subscriptionId", "extendNum"], ["number"], ["yNum"], [.. valid.Keys] })
        {
            var call = Call(operation, valid.Where(member => !without.Contains(member.Key) || member.Key == "app_key"));
            operation.Handle(call);
            read.UnionWith(call.Parameters.Asked);
            read.UnionWith(call.Query.Asked);
        }

        Assert.That(read, Is.EquivalentTo(valid.Keys));
    }

    [TestCaseSource(nameof(Control))]
    public async Task The_input_of_a_control_operation_is_what_it_allows(string method, string path)
    {
        var operation = ControlApi.Operations.Single(operation => operation.Method == method && operation.Path == path);
        var documented = ControlPages.Of(operation).Members.Select(member => member.Name);
        var call = _emulator.Place("+8613800000021", "+8617000000001", new CallPlan { Interactive = true }, _emulator.Worlds.FindByName("Axb"));
        var name = path.StartsWith("voice-files", StringComparison.Ordinal) ? "x.wav" : "before";
        await _emulator.Control.PostAsync("snapshots/before");
        var asked = path.Replace("{app}", "Axb").Replace("{number}", "%2B8617000000001").Replace("{name}", name).Replace("{sessionId}", call.SessionId);
        var reply = operation.HasBody
            ? await _emulator.Control.SendAsync(method, asked, """{ "unheardOf": 1, "app": "Axb" }""")
            : await _emulator.Control.SendAsync(method, asked + "?unheardOf=1&app=Axb", null);
        if (path.Contains("{id}", StringComparison.Ordinal))
        {
            Assert.That(documented, Is.Empty);
            return;
        }

        var allowed = reply.Errors.Select(error => Allowed().Match(error)).First(match => match.Success).Groups[1].Value;
        Assert.That(allowed.Split(", ", StringSplitOptions.RemoveEmptyEntries), Is.EquivalentTo(documented));
    }

    [TestCaseSource(nameof(Answered))]
    public async Task What_a_control_operation_answers_is_one_of_the_things_that_it_lists(string method, string path, string? body)
    {
        var document = (await _emulator.Control.GetAsync("openapi.json")).Json;
        await UseAsync(_emulator.Worlds.FindByName("Axb")!);

        var reply = await _emulator.Control.SendAsync(method, path, body);

        var response = document["paths"]!["/_emulator/" + path.Split('?')[0]]![method.ToLowerInvariant()]!["responses"]![$"{reply.Status}"];
        var schema = response!["content"]!["application/json"]!["schema"]!;
        var listed = (schema["oneOf"]?.AsArray().Select(one => one!) ?? [schema])
            .Select(one => one["$ref"] is { } name ? document["components"]!["schemas"]![((string)name!).Split('/')[^1]]! : one);
        Assert.That(listed.Where(one => IsOf(reply.Json, one)), Has.Exactly(1).Items, $"{reply.Text}\n{schema}");
    }

    /// <summary>So that no list is empty.</summary>
    private async Task UseAsync(World world)
    {
        await _emulator.ApiFor(world).PostAsync("/rest/caas/relationnumber/partners/v1.0", []);
        _emulator.Place("+8613800000021", "+8617000000001", world: world);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(1), world);
        await _emulator.Control.PostAsync("messages", """{ "from": "+8613800000021", "to": "+8617000000001", "text": "x" }""");
        await _emulator.Control.PostAsync("faults", """{ "app": "Axb", "on": "push.fee", "fault": { "kind": "drop" } }""");
        await _emulator.Control.PutAsync("customer", """{ "app": "Axb", "answers": { "callin": 500 } }""");
        await _emulator.Control.PostAsync("snapshots/before");
    }

    private static IEnumerable<TestCaseData> Answered()
    {
        foreach (var operation in ControlApi.Operations.Where(operation => operation.Method == "GET" && !operation.Path.Contains('{')))
        {
            if (ControlPages.Of(operation) is not { ContentType: OperationPage.Json } page)
            {
                continue;
            }

            yield return new TestCaseData("GET", operation.Path, null);
            if (page.Members.Any(member => member.Name == "app"))
            {
                yield return new TestCaseData("GET", operation.Path + "?app=Axb", null);
            }
        }

        foreach (var app in (string[])["", "\"app\": \"Axb\", "])
        {
            yield return new TestCaseData("PUT", "clock", $$"""{ {{app}}"mode": "manual" }""");
            yield return new TestCaseData("POST", "clock/advance", $$"""{ {{app}}"by": "1s" }""");
            yield return new TestCaseData("POST", "faults", $$"""{ {{app}}"on": "api", "times": 1000000, "fault": { "kind": "reset" } }""");
        }

        yield return new TestCaseData("PUT", "customer", """{ "app": "Axb", "answers": { "callin": 500 } }""");
        yield return new TestCaseData("POST", "callbacks/wait", """{ "timeoutMs": 0 }""");
    }

    [Test]
    public async Task The_limits_of_a_fault_are_those_that_it_is_read_by([Values("times", "nth")] string name)
    {
        var most = (int)ControlPages.Of(ControlApi.Operations.Single(operation => operation is { Method: "POST", Path: "faults" }))
            .Members.Single(member => member.Name == name).Schema["maximum"]!;
        Task<ControlReply> AddAsync(int value) => _emulator.Control.PostAsync("faults", $$"""{ "on": "api", "{{name}}": {{value}}, "fault": { "kind": "reset" } }""");

        Assert.That((await AddAsync(most)).Status, Is.EqualTo(201));
        Assert.That((await AddAsync(most + 1)).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_switch_is_described_by_what_it_may_be()
    {
        var document = (await _emulator.Control.GetAsync("openapi.json")).Json;
        var switches = document["components"]!["schemas"]!["WrittenApplication"]!["properties"]!["switches"]!["properties"]!;

        Assert.That(switches["axeRebind"]!["enum"]!.AsArray().Select(word => (string?)word), Is.EqualTo(new[] { "allow", "refuse" }));
        Assert.That((int?)switches["axeDefaultBindHours"]!["maximum"], Is.EqualTo(720));
    }

    /// <summary>Holds what is required, and nothing that is not described, however deep.</summary>
    private static bool IsOf(JsonNode? answer, JsonNode schema) => answer switch
    {
        JsonObject map when schema["properties"] is JsonObject properties =>
            map.All(member => properties[member.Key] is { } described && IsOf(member.Value, described))
            && (schema["required"]?.AsArray().Select(name => (string)name!) ?? []).All(map.ContainsKey),
        JsonArray list when schema["items"] is { } items => list.All(item => IsOf(item, items)),
        _ => true,
    };

    private ApiCall Call(ApiOperation operation, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var world = _emulator.Worlds.All.First(world => operation.Mode is null || world.Application.Mode == operation.Mode);
        var values = members.ToDictionary(member => member.Key, member => member.Value);
        if (values.ContainsKey("app_key"))
        {
            values["app_key"] = JsonSerializer.SerializeToElement(world.Application.AppKey);
        }

        return new ApiCall(operation, _emulator.Worlds, world, values, values)
        {
            BaseAddress = "http://localhost",
            RemoteAddress = IPAddress.Loopback,
            Answered = AnswerGate.Opened,
        };
    }

    /// <summary>A value that the operation takes, so that it reads on.</summary>
    private static JsonElement Example(Member member) => JsonSerializer.SerializeToElement(member.Schema switch
    {
        { } schema when schema["enum"] is JsonArray words => words[0]!.DeepClone(),
        { } schema when schema["pattern"] is not null => JsonValue.Create(member.Name is "privateNum" or "relationNum" or "virtualNum" or "number" or "yNum" ? "+8617000009999" : "+8613800000021"),
        { } schema when (string?)schema["type"] == "integer" => schema["minimum"]!.DeepClone(),
        { } schema when (string?)schema["type"] == "boolean" => JsonValue.Create(false),
        { } schema when (string?)schema["type"] == "object" => new JsonObject(),
        _ => JsonValue.Create(member.Name == "extendNum" ? "0001" : "x.wav"),
    });

    [GeneratedRegex("\"\\$ref\":\"([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("unknown key .*allowed: (.*)$")]
    private static partial Regex Allowed();
}
