using System.Text.Json.Serialization.Metadata;

namespace PrivateNumber.Emulator.OpenApi;

/// <summary>What the document says of one operation beside its method and path.</summary>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Members">Its input: of the query or of the body, as the operation reads it.</param>
internal sealed record OperationPage(string Summary, params IReadOnlyList<Member> Members)
{
    public const string Json = "application/json";

    /// <summary>What a success holds, one of these; none is nothing, or no JSON.</summary>
    public IReadOnlyList<JsonTypeInfo> Answers { get; init; } = [];

    /// <summary>The only thing that a success holds.</summary>
    public JsonTypeInfo Answer { init => Answers = [value]; }

    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = Json;

    /// <summary>Where a success that is a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>Parameters that stand in the query although the operation has a body.</summary>
    public IReadOnlyList<Member> Query { get; init; } = [];

    /// <summary>Other statuses that tell something of the state, not of a mistake.</summary>
    public IReadOnlyList<(int Status, string About, JsonTypeInfo Type)> Others { get; init; } = [];
}
