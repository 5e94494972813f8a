using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Control;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>OpenAPI 3.1 of both APIs, made from the tables that requests are answered by.</summary>
internal sealed class OpenApiDocument
{
    private readonly OpenApiSchemas _schemas = new();

    private OpenApiDocument()
    {
    }

    public static JsonObject Write(string version) => new OpenApiDocument().Describe(version);

    private JsonObject Describe(string version)
    {
        var paths = new JsonObject();
        foreach (var operation in PlatformOperations.All)
        {
            Add(paths, operation.Path, operation.Method, Describe(operation));
        }

        foreach (var operation in ControlApi.Operations)
        {
            Add(paths, $"{ControlApi.Base}/{operation.Path}", operation.Method, Describe(operation));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "PrivateNumber emulator",
                ["version"] = version,
                ["description"] = "The REST API of Huawei Cloud PrivateNumber as the emulator answers it, and the emulator's own control API.",
            },
            ["tags"] = new JsonArray(Tag("platform", "The platform's API."), Tag("control", "What only the emulator has.")),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = _schemas.All,
                ["securitySchemes"] = new JsonObject
                {
                    ["authorization"] = Header("Authorization", """AKSK realm="SDP",profile="UsernameToken",type="Appkey"; with X-WSSE it begins with WSSE."""),
                    ["aksk"] = Header("X-AKSK", """UsernameToken Username="…",PasswordDigest="…",Nonce="…",Created="…"."""),
                    ["wsse"] = Header("X-WSSE", """UsernameToken Username="…",PasswordDigest="…",Nonce="…",Created="…"."""),
                },
            },
        };
    }

    private static void Add(JsonObject paths, string path, string method, JsonObject operation)
    {
        if (!paths.ContainsKey(path))
        {
            paths[path] = new JsonObject();
        }

        paths[path]![method.ToLowerInvariant()] = operation;
    }

    private JsonObject Describe(ApiOperation operation)
    {
        var page = PlatformPages.Of(operation.Name);
        var success = new JsonObject { ["description"] = page.Summary };
        if (page.Location is { } location)
        {
            success["headers"] = new JsonObject
            {
                ["Location"] = new JsonObject { ["description"] = location, ["schema"] = new JsonObject { ["type"] = "string" } },
            };
        }
        else
        {
            success["content"] = _schemas.Content(page.ContentType, page.Answers is [var answer] ? answer : PlatformJson.Wire.PlainAnswer);
        }

        var responses = new JsonObject { [$"{page.Status}"] = success };
        foreach (var codes in ResultCodes.All.Where(code => code != ResultCodes.Success).GroupBy(code => code.Status).OrderBy(codes => codes.Key))
        {
            responses[$"{codes.Key}"] = new JsonObject
            {
                ["description"] = string.Join('\n', codes.Select(code => $"- {code.Code} {code.Text}")),
                ["content"] = _schemas.Content(page.ContentType, PlatformJson.Wire.PlainAnswer),
            };
        }

        var described = Describe(operation.Name, "platform", page, operation.Path, operation.HasBody);
        described["security"] = new JsonArray(Both("authorization", "aksk"), Both("authorization", "wsse"));
        described["responses"] = responses;
        return described;
    }

    private JsonObject Describe(ControlOperation operation)
    {
        var page = ControlPages.Of(operation);
        var success = new JsonObject { ["description"] = page.Summary };
        if (page.Answers.Count > 0)
        {
            success["content"] = _schemas.Content(page.ContentType, [.. page.Answers]);
        }
        else if (page.ContentType != OperationPage.Json)
        {
            success["content"] = new JsonObject { [page.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } };
        }

        var responses = new JsonObject { [$"{page.Status}"] = success };
        foreach (var (status, about, type) in page.Others)
        {
            responses[$"{status}"] = new JsonObject { ["description"] = about, ["content"] = _schemas.Content(OperationPage.Json, type) };
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "What is wrong: every problem of the input, or an unknown application, number, call or scenario.",
            ["content"] = _schemas.Content("application/problem+json", ControlJson.Api.Problem),
        };
        var id = string.Concat($"{operation.Method.ToLowerInvariant()}/{operation.Path}".Split('/', '-', '.', '{', '}').Select((word, i) => i == 0 ? word : Capital(word)));
        var described = Describe(id, "control", page, operation.Path, operation.HasBody);
        described["responses"] = responses;
        return described;
    }

    private static JsonObject Describe(string id, string tag, OperationPage page, string path, bool hasBody)
    {
        var inPath = path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => Member.Any(segment[1..^1], "").Required);
        var inQuery = hasBody ? page.Query : page.Members;
        var described = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(tag),
            ["summary"] = page.Summary,
            ["parameters"] = new JsonArray([.. inPath.Select(member => member.Parameter("path")), .. inQuery.Select(member => member.Parameter("query"))]),
        };
        if (hasBody && page.Members.Count > 0)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = page.Members.Any(member => member.IsRequired),
                ["content"] = new JsonObject { [OperationPage.Json] = new JsonObject { ["schema"] = Member.ObjectOf(page.Members) } },
            };
        }

        return described;
    }

    private static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];

    private static JsonObject Tag(string name, string about) => new() { ["name"] = name, ["description"] = about };

    private static JsonObject Both(string one, string other) => new() { [one] = new JsonArray(), [other] = new JsonArray() };

    private static JsonObject Header(string name, string about) =>
        new() { ["type"] = "apiKey", ["in"] = "header", ["name"] = name, ["description"] = about };
}
