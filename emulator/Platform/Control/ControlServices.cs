using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Hosting;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Control;

/// <summary>What the control API looks at and acts on.</summary>
internal sealed record ControlServices(
    EmulatorOptions Options,
    Worlds Worlds,
    UnknownRequests UnknownRequests,
    EmulatorReset Reset,
    CallbackProbe Probe,
    IServer Server,
    IHostApplicationLifetime Lifetime);
