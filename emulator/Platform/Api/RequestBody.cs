using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PrivateNumber.Emulator.Api;

/// <summary>Reads bodies and query strings by hand, so that the web framework never answers with a body of its own.</summary>
internal static class RequestBody
{
    /// <summary>Far beyond any documented body; a longer one is answered as a malformed one.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly FrozenDictionary<string, JsonElement> None = FrozenDictionary<string, JsonElement>.Empty;

    /// <summary>The whole body, or null when it is too long or breaks off.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && request.Method is "GET"))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (request.ContentLength > MaxBytes)
        {
            return null;
        }

        try
        {
            var body = new ArrayBufferWriter<byte>();
            int read;
            while ((read = await request.Body.ReadAsync(body.GetMemory(4096), ct)) > 0)
            {
                body.Advance(read);
                if (body.WrittenCount > MaxBytes)
                {
                    return null;
                }
            }

            return body.WrittenMemory;
        }
        catch (BadHttpRequestException)
        {
            // A chunk that is no chunk, or a body shorter than its Content-Length.
            return null;
        }
    }

    /// <summary>The members of a JSON object, or null when the text is none.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? Json(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }

        // Old Java clients drop the upper byte of every character (wire-facts.md 17): replacement characters let the field be named.
        if (!System.Text.Unicode.Utf8.IsValid(body.Span))
        {
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));
        }

        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 32 });
            var element = JsonElement.ParseValue(ref reader);
            return !reader.Read() && element.ValueKind == JsonValueKind.Object ? Members(element) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>By name, the last of equal names wins; null when a name is no text.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        try
        {
            foreach (var member in value.EnumerateObject())
            {
                members[member.Name] = member.Value;
            }
        }
        catch (InvalidOperationException)
        {
            return null;
        }

        return members;
    }

    /// <summary>A text; null where the value is none. A lone surrogate written as \uD800 is valid JSON and no text.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The query string by name, empty values left out (wire-facts.md 21), a raw <c>+</c> decoded to a blank (decision D15).</summary>
    public static IReadOnlyDictionary<string, JsonElement> Query(QueryString query)
    {
        if (!query.HasValue)
        {
            return None;
        }

        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var value = pair.DecodeValue();
            if (!value.IsEmpty)
            {
                members.TryAdd(pair.DecodeName().ToString(), TextElement(value.Span));
            }
        }

        return members;
    }

    private static JsonElement TextElement(ReadOnlySpan<char> text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStringValue(text);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
