#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// A customer's application in one file: it prints every push and answers 200, which is all that the platform asks for.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapPost("/{**path}", async (HttpRequest push) =>
{
    using var body = new StreamReader(push.Body);
    Console.WriteLine($"{push.Path} {await body.ReadToEndAsync()}");
});
app.Run();
