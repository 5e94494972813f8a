using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>Reads a request's input by hand, so that the web framework never answers by itself.</summary>
internal static class ControlInput
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>
    /// The members of the body, if the operation has one, and of the query string: a parameter that is written in the wrong place must not
    /// be overlooked, or a reset of one application would be a reset of all.
    /// </summary>
    public static async Task<(YamlField? Input, string? Problem)> ReadAsync(HttpRequest request, bool hasBody)
    {
        var root = YamlMap.Empty;
        if (hasBody)
        {
            if (await RequestBody.ReadAsync(request, request.HttpContext.RequestAborted) is not { } body)
            {
                return (null, "The body is broken, or longer than 1 MiB.");
            }

            try
            {
                using var document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, Strict);
                if (JsonTree.From(document.RootElement) is not YamlMap map)
                {
                    return (null, "The body is no JSON object.");
                }

                root = map;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // InvalidOperationException: text that is no Unicode, such as \uD800 alone.
                return (null, $"The body is no JSON: {e.Message}");
            }
        }

        YamlProblems problems = [];
        foreach (var (name, values) in request.Query)
        {
            var key = new YamlScalar(name, IsPlain: false, Position.None);
            if (values.Count > 1 || root[name] is not null)
            {
                problems.Add(Position.None, name, "stands twice");
            }
            else if (values.ToString() is { Length: > 0 } value)
            {
                root = root.With(new YamlEntry(key, new YamlScalar(value, IsPlain: false, Position.None)));
            }
        }

        return (YamlField.Root(root, problems), null);
    }
}
