using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Hosting;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Scenarios.Serving;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Tls;

namespace PrivateNumber.Emulator.Control;

/// <summary>What the control API looks at and acts on.</summary>
internal sealed record ControlServices(
    EmulatorOptions Options,
    Worlds Worlds,
    UnknownRequests UnknownRequests,
    EventFeed Events,
    EmulatorReset Reset,
    Snapshots Snapshots,
    StateStore Store,
    CallbackProbe Probe,
    ScenarioLibrary Scenarios,
    ScenarioRuns ScenarioRuns,
    ServerCertificate Certificate,
    IServer Server,
    IHostApplicationLifetime Lifetime);
