provider "aws" {
  region = "us-east-1"
}

variable "password" {
  type      = string
  sensitive = true
  default   = "hunter2-password"
}

variable "host" {
  type      = string
  sensitive = true
  default   = "hunter2-host.example.com"
}

variable "address" {
  type      = string
  sensitive = true
  default   = "203.0.113.77"
}

variable "count_of" {
  type      = number
  sensitive = true
  default   = 31337
}

resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  instance_class = "db.t3.medium"
  username       = "shop"
  password       = var.password
}

resource "aws_secretsmanager_secret" "orders" {
  name = "orders"
}

resource "aws_secretsmanager_secret_version" "orders" {
  secret_id     = aws_secretsmanager_secret.orders.id
  secret_string = "postgres://shop:hunter2-literal@${aws_db_instance.orders.endpoint}/shop"
}

resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  user_data     = <<-EOT
    DATABASE=postgres://shop:hunter2-script@${aws_db_instance.orders.endpoint}/shop
    TOKEN=${var.password}
  EOT
}

resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = "arn:aws:iam::123456789012:role/api"
  filename      = "api.zip"

  environment {
    variables = {
      TOKEN    = "hunter2-environment"
      DATABASE = aws_db_instance.orders.endpoint
    }
  }
}

resource "aws_ecs_task_definition" "web" {
  family = "web"

  container_definitions = jsonencode([{
    name        = "web"
    image       = "web"
    environment = [{ name = "TOKEN", value = "hunter2-container" }]
  }])
}

resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = var.count_of
}

resource "aws_route53_zone" "main" {
  name = "example.com"
}

resource "aws_route53_record" "web" {
  zone_id = aws_route53_zone.main.zone_id
  name    = var.host
  type    = "A"
  ttl     = 60
  records = [aws_instance.web.public_ip]
}

resource "aws_route53_record" "lone" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "lone.example.com"
  type    = "A"
  ttl     = 60
  records = [var.address]
}

output "url" {
  value     = "https://${var.host}"
  sensitive = true
}

data "template_file" "init" {
  template = "TOKEN=$${token} PASSWORD=hunter2-template"
  vars     = { token = "hunter2-var" }
}

resource "aws_instance" "templated" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.small"
  user_data     = data.template_file.init.rendered
  tags          = { Init = data.template_file.init.rendered }
}

data "aws_secretsmanager_secret_version" "orders" {
  secret_id = aws_secretsmanager_secret.orders.id
}

resource "aws_ssm_parameter" "copied" {
  name        = "copied"
  type        = "String"
  value       = "-"
  description = data.aws_secretsmanager_secret_version.orders.secret_string
}
