using PrivateNumber.Emulator.OpenApi;

namespace PrivateNumber.Emulator.Control;

/// <summary>The description of both APIs, for generators of clients and for people with a browser of APIs.</summary>
internal static class OpenApiApi
{
    /// <summary>Made when somebody asks for it, and once.</summary>
    private static readonly Lazy<ControlAnswer> Document = new(() => ControlAnswer.Ok(OpenApiDocument.Write(InfoApi.Version), ControlJson.Api.JsonObject));

    public static IReadOnlyList<ControlOperation> Operations { get; } = [ControlOperation.Of("GET", "openapi.json", static _ => Document.Value)];
}
