using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Calls;

/// <summary>
/// One mode of the platform, with all bindings of one application. The call engine knows modes only through this.
/// Every member is called with the World's lock held.
/// </summary>
internal interface IMode : IResettable
{
    /// <summary>In CDRs: 003 AX, 004 AXB and X, 005 AXE, 007 AXYB.</summary>
    string ServiceType { get; }

    /// <summary>False where callin cannot name a binding: AXE (the extension is not known yet) and X (decision D22).</summary>
    bool CallinNamesBinding => true;

    /// <summary>True in X mode: the customer's answer to callin routes the call, see <see cref="RouteAnswer"/>.</summary>
    bool AsksCustomer => false;

    CallerIdentity? Identify(PhoneNumber from, PhoneNumber x);

    Route Route(Call call);

    /// <summary>The caller keyed an extension; empty when nothing was keyed. One that leads nowhere is <see cref="Calls.Route.CollectAgain"/>.</summary>
    Route RouteDigits(Call call, string digits) => throw new InvalidOperationException($"{GetType().Name} collects no digits.");

    /// <summary>The customer's server answered callin, or failed to.</summary>
    Route RouteAnswer(Call call, PushReply reply) => throw new InvalidOperationException($"{GetType().Name} asks no customer.");

    /// <summary>The platform forwards the call.</summary>
    void Forwarded(Call call)
    {
    }

    /// <summary>The callee answered.</summary>
    void Answered(Call call)
    {
    }

    /// <summary>What <c>GET /_emulator/bindings</c> shows: the platform's own field names and <c>expiresAt</c>.</summary>
    IEnumerable<JsonObject> Bindings();

    /// <summary>How many bindings there are, without listing them.</summary>
    int Count { get; }

    /// <summary>What of it outlives the process.</summary>
    IReadOnlyList<IDurable> Durable => [];
}
