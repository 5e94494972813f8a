using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>A finished answer of the control API.</summary>
internal sealed record ControlAnswer(int Status, byte[] Body)
{
    public string ContentType { get; private init; } = "application/json; charset=utf-8";

    public string? Location { get; private init; }

    public string? Allow { get; private init; }

    /// <summary>Writes a body that has no end, in the place of <see cref="Body"/>.</summary>
    public Func<HttpResponse, Task>? Stream { get; private init; }

    public static ControlAnswer EventStream(Func<HttpResponse, Task> write) => new(200, []) { ContentType = "text/event-stream", Stream = write };

    public static ControlAnswer Ok<T>(T value, JsonTypeInfo<T> type) => Json(200, value, type);

    public static ControlAnswer Created<T>(string location, T value, JsonTypeInfo<T> type) => Json(201, value, type) with { Location = location };

    /// <summary>It has begun, and its end is to be looked up.</summary>
    public static ControlAnswer Accepted<T>(string location, T value, JsonTypeInfo<T> type) => Json(202, value, type) with { Location = location };

    public static ControlAnswer Json<T>(int status, T value, JsonTypeInfo<T> type) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Nothing to say, but JSON all the same: clients parse every answer.</summary>
    public static ControlAnswer Done() => new(200, "{}"u8.ToArray());

    public static ControlAnswer NoContent() => new(204, []);

    public static ControlAnswer Text(string text) => new(200, Encoding.UTF8.GetBytes(text)) { ContentType = "text/plain; charset=utf-8" };

    public static ControlAnswer Pem(string text) => Text(text) with { ContentType = "application/x-pem-file" };

    public static ControlAnswer NotFound(string detail) => Problem(404, "Not found", detail);

    /// <summary>It was found, and removed or replaced before it could be acted on.</summary>
    public static ControlAnswer Gone(World world) => NotFound($"The application {world.Application.Name} was restored or removed meanwhile.");

    /// <summary>The thing exists, and is in no state for this.</summary>
    public static ControlAnswer Conflict(string detail) => Problem(409, "Conflict", detail);

    public static ControlAnswer Malformed(string detail) => Invalid([detail]);

    public static ControlAnswer Invalid(IEnumerable<YamlProblem> problems) => Invalid([.. problems.Select(problem => problem.ToString())]);

    public static ControlAnswer WrongVerb(string detail, string allow) => Problem(405, "Method not allowed", detail) with { Allow = allow };

    public static ControlAnswer Failed(Exception exception) => Problem(500, "The emulator failed", exception.Message);

    private static ControlAnswer Invalid(IReadOnlyList<string> errors) => Problem(400, "Invalid request", string.Join("; ", errors), errors);

    private static ControlAnswer Problem(int status, string title, string detail, IReadOnlyList<string>? errors = null) =>
        Json(status, new Problem("about:blank", title, status, detail, errors), ControlJson.Api.Problem) with
        {
            ContentType = "application/problem+json; charset=utf-8",
        };
}

/// <summary>Problem details (RFC 9457); <paramref name="Errors"/> names every problem of the input.</summary>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Errors);
