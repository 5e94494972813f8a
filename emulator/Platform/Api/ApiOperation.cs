using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Api;

/// <summary>One operation of the platform's REST API. Its name is what faults, journals and documents call it.</summary>
internal sealed record ApiOperation(string Name, string Method, string Path, Mode? Mode, string Spec, Func<ApiCall, ApiAnswer> Handle)
{
    /// <summary>What the authentication answers instead, where an interface has codes of its own (decision D33, D34).</summary>
    public Func<Refusal, Refusal>? Translate { get; init; }

    /// <summary><c>text/html</c> for call stop (stop-call.md), JSON for all others.</summary>
    public string ContentType { get; init; } = ApiAnswer.Json;

    /// <summary>GET and DELETE carry everything in the query; a body is ignored (wire-facts.md 15, 16).</summary>
    public bool HasBody => Method is "POST" or "PUT";
}

/// <summary>A request that passed authentication, on its way into the rules of its mode.</summary>
internal sealed class ApiCall(ApiOperation operation, Worlds worlds, World world, IReadOnlyDictionary<string, JsonElement> body, IReadOnlyDictionary<string, JsonElement> query)
{
    public World World { get; } = world;

    /// <summary>What names the thing to act on: the JSON body of POST and PUT, the query of GET and DELETE.</summary>
    public Parameters Parameters { get; } = new(operation.HasBody ? body : query, operation.Spec, world.Strictness, world.VoiceFiles);

    /// <summary>The query string of a POST: AXYB repeats the application's key there (axyb.md).</summary>
    public Parameters Query { get; } = new(query, operation.Spec, world.Strictness, world.VoiceFiles);

    public string Spec { get; } = operation.Spec;

    /// <summary>Scheme and host that the client used: links in answers point back to the emulator (decision D43).</summary>
    public required string BaseAddress { get; init; }

    public required IPAddress RemoteAddress { get; init; }

    /// <summary>Opens when the answer has left: pushes that this request causes wait for it.</summary>
    public required Callbacks.AnswerGate Answered { get; init; }

    /// <summary>Tells what the application has done to a binding of X; its fields are those of the list of bindings, and X's city code.</summary>
    public void Tell(string what, PhoneNumber x, Func<JsonObject> binding) => World.Events.Happened(World, new Happening(what, Answered, () =>
    {
        var fields = binding();
        fields.TryAdd("areaCode", World.Numbers.Find(x)?.AreaCode);
        return fields;
    }));

    /// <summary>Whether a number is any application's: some codes tell a foreign X from one that does not exist.</summary>
    public bool IsKnownNumber(PhoneNumber number) => worlds.OwnerOf(number) is not null;

    /// <summary>The platform ignores what it does not know; whoever misspelt an optional parameter is told so in the journal.</summary>
    public Explain? ExplainIgnored()
    {
        var ignored = Parameters.Ignored.Except(Query.Asked).ToList();
        return ignored.Count == 0 ? null : new Explain("Parameters that this request has no use for are ignored.", Spec, string.Join(", ", ignored));
    }

    public Refusal Refuse(ResultCode code, string rule, string field, string expected, string? got, string detail = "") =>
        new(code, Explain.Refused(rule, Spec, field, expected, got), detail);
}
