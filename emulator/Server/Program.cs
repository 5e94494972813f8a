using PrivateNumber.Emulator.Server;

return await Verbs.RunAsync(args, Console.Out, Console.Error);
