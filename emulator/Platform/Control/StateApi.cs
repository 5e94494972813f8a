using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Control;

/// <summary>The whole state as one document: read, replaced, and kept under a name in memory.</summary>
internal static class StateApi
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "state", static call => ControlAnswer.Ok(Document(call), ControlJson.Api.JsonElement)),
        new("PUT", "state", ReplaceAsync) { HasBody = false },
        ControlOperation.Of("GET", "snapshots", static call => ControlAnswer.Ok(
            new ItemList<SnapshotView>([.. call.Emulator.Snapshots.Names.Select(name => new SnapshotView(name))]), ControlJson.Api.ItemListSnapshotView)),
        ControlOperation.Of("POST", "snapshots/{name}", Take),
        ControlOperation.Of("GET", "snapshots/{name}", static call => Found(call, document => ControlAnswer.Ok(document, ControlJson.Api.JsonElement))),
        ControlOperation.Of("DELETE", "snapshots/{name}", static call =>
            call.Emulator.Snapshots.Remove(call.InPath("name")) ? ControlAnswer.NoContent() : Unknown(call)),
        ControlOperation.Of("POST", "snapshots/{name}/restore", static call => Found(call, document => Apply(call, document))),
    ];

    private static JsonElement Document(ControlCall call) =>
        JsonSerializer.SerializeToElement(StateWriter.Write(call.Worlds), ControlJson.Api.JsonObject);

    private static async Task<ControlAnswer> ReplaceAsync(ControlCall call)
    {
        if (call.Refusal is { } refusal)
        {
            return refusal;
        }

        try
        {
            // A state may be longer than any other body.
            using var document = await JsonDocument.ParseAsync(call.Body, Strict, call.Aborted);
            _ = JsonTree.From(document.RootElement);
            return Apply(call, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException or InvalidOperationException)
        {
            // InvalidOperationException: text that is no Unicode, such as \uD800 alone.
            return ControlAnswer.Malformed($"The body is no JSON: {e.Message}");
        }
    }

    private static ControlAnswer Take(ControlCall call)
    {
        var name = call.InPath("name");
        call.Emulator.Snapshots.Put(name, Document(call));
        return ControlAnswer.Created(
            $"{ControlApi.Base}/snapshots/{Uri.EscapeDataString(name)}", new SnapshotView(name), ControlJson.Api.SnapshotView);
    }

    private static ControlAnswer Apply(ControlCall call, JsonElement document)
    {
        var problems = StateReader.Apply(document, call.Worlds, call.Emulator.Options, call.Answered);
        if (problems.Count > 0)
        {
            return ControlAnswer.Invalid(problems);
        }

        call.TellClocks(null);
        return ControlAnswer.Done();
    }

    private static ControlAnswer Found(ControlCall call, Func<JsonElement, ControlAnswer> answer) =>
        call.Emulator.Snapshots.Find(call.InPath("name")) is { } document
            ? answer(document)
            : Unknown(call);

    private static ControlAnswer Unknown(ControlCall call) => ControlAnswer.NotFound($"There is no snapshot named {call.InPath("name")}.");
}

internal sealed record SnapshotView(string Name);
