using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Json;

namespace PrivateNumber.Emulator.Api;

/// <summary>A finished answer of the platform's API, exact to the byte.</summary>
internal sealed record ApiAnswer(int Status, string ResultCode, string ResultDesc, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json;charset=utf-8";

    private static readonly byte[] SuccessBody = Write(new PlainAnswer("0", "Success"), PlatformJson.Wire.PlainAnswer);

    public string ContentType { get; init; } = Json;

    public string? Location { get; init; }

    public Explain? Explain { get; init; }

    public static ApiAnswer Success() => new(200, ResultCodes.Success.Code, ResultCodes.Success.Text, SuccessBody);

    /// <summary>A success with more than the two plain fields; the body's type starts with <c>resultcode</c> and <c>resultdesc</c>.</summary>
    public static ApiAnswer Success<T>(T body, JsonTypeInfo<T> type) => Success() with { Body = Write(body, type) };

    /// <summary>A redirect without a body (recording.md §2).</summary>
    public static ApiAnswer Moved(string location) => Success() with { Status = 301, Body = ReadOnlyMemory<byte>.Empty, Location = location };

    public static ApiAnswer Refused(Refusal refusal) =>
        new(refusal.Code.Status, refusal.Code.Code, refusal.ResultDesc, Write(new PlainAnswer(refusal.Code.Code, refusal.ResultDesc), PlatformJson.Wire.PlainAnswer))
        {
            Explain = refusal.Explain,
        };

    /// <summary>Announces the whole body, and writes so much of it.</summary>
    public async Task WriteAsync(HttpResponse response, int length)
    {
        response.StatusCode = Status;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        response.ContentLength = Body.Length;
        if (Body.Length > 0)
        {
            response.ContentType = ContentType;
            await response.Body.WriteAsync(Body[..length]);
        }
    }

    public static implicit operator ApiAnswer(Refusal refusal) => Refused(refusal);

    private static byte[] Write<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}

/// <summary>What every failing answer holds, and most successes: two strings (wire-facts.md 32).</summary>
internal sealed record PlainAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("resultcode")] string ResultCode,
    [property: System.Text.Json.Serialization.JsonPropertyName("resultdesc")] string ResultDesc);
